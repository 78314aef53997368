using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Jobs as callers see them.</summary>
internal static class JobMapping
{
    internal static JobDescription ToMessage(IJob job)
    {
        var message = new JobDescription { Name = job.Name, Title = job.Title };
        message.Options.AddRange(job.Options.Select(ToMessage));
        return message;
    }

    private static JobOptionDescription ToMessage(JobOption option)
    {
        var message = new JobOptionDescription { Name = option.Name, Description = option.Description };
        switch (option)
        {
            case NumberOption number:
                (message.Type, message.Min, message.Max) = (JobOptionType.Number, number.Min, number.Max);
                break;
            case DateOption:
                message.Type = JobOptionType.Date;
                break;
            case BooleanOption:
                message.Type = JobOptionType.Boolean;
                break;
        }

        return message;
    }
}
