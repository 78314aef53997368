using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Recommendations:Weights: how much each <see cref="Field"/> says of how alike two movies are; relative to their sum.</summary>
internal sealed record FieldWeights
{
    /// <summary>Recommendations:Weights:Collection.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Collection must be between 0 and 100.")]
    public double Collection { get; init; } = 1.5;

    /// <summary>Recommendations:Weights:Director.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Director must be between 0 and 100.")]
    public double Director { get; init; } = 1.5;

    /// <summary>Recommendations:Weights:Cast.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Cast must be between 0 and 100.")]
    public double Cast { get; init; } = 1.5;

    /// <summary>Recommendations:Weights:Crew: writers, composers and directors of photography.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Crew must be between 0 and 100.")]
    public double Crew { get; init; } = 0.8;

    /// <summary>Recommendations:Weights:Keyword.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Keyword must be between 0 and 100.")]
    public double Keyword { get; init; } = 3;

    /// <summary>Recommendations:Weights:Genre.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Genre must be between 0 and 100.")]
    public double Genre { get; init; } = 1;

    /// <summary>Recommendations:Weights:Story.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Weights:Story must be between 0 and 100.")]
    public double Story { get; init; } = 1;

    /// <summary>The share of a field, 0 to 1; the shares add up to 1.</summary>
    public double ShareOf(Field field)
    {
        var sum = Collection + Director + Cast + Crew + Keyword + Genre + Story;
        return sum > 0 ? WeightOf(field) / sum : 0;
    }

    private double WeightOf(Field field) => field switch
    {
        Field.Collection => Collection,
        Field.Director => Director,
        Field.Cast => Cast,
        Field.Crew => Crew,
        Field.Keyword => Keyword,
        Field.Genre => Genre,
        _ => Story,
    };
}
