using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Compute.Search;

namespace MovieAspire.Worker.Runs;

/// <summary>The jobs by name, and what is wrong with a request for one.</summary>
internal sealed class JobCatalog(IEnumerable<IJob> jobs, DataGenerations? generations = null, IndexFollowUp? index = null)
{
    private readonly Dictionary<string, IJob> _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);

    public string[] Names => [.. _jobs.Keys.Order(StringComparer.Ordinal)];

    public IJob this[string name] => generations is null || index is null
        ? _jobs[name]
        : new AnnouncingJob(_jobs[name], generations, index);

    /// <summary>Every bad field of a request: <c>job</c> or <c>options.name</c>.</summary>
    public IReadOnlyList<FieldViolation> Validate(string job, IReadOnlyDictionary<string, string> options)
    {
        if (!_jobs.TryGetValue(job, out var known))
            return [new("job", $"must be one of {string.Join(", ", Names)}")];

        var violations = new List<FieldViolation>();
        foreach (var (name, value) in options)
        {
            var option = known.Options.FirstOrDefault(option => option.Name == name);
            var problem = option is not null ? option.Validate(value)
                : known.Options.Count == 0 ? $"is unknown; {job} has no options"
                : $"is unknown; {job} has {string.Join(", ", known.Options.Select(o => o.Name))}";
            if (problem is not null) violations.Add(new($"options.{name}", problem));
        }

        if (violations.Count > 0) return violations;
        return [.. known.Validate(options).Select(bad => bad with { Field = $"options.{bad.Field}" })];
    }
}
