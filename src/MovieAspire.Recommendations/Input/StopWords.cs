using System.Collections.Frozen;

namespace MovieAspire.Recommendations.Input;

/// <summary>
/// English words of three letters and more that say nothing of a story: those of grammar, and those that every
/// synopsis uses.
/// </summary>
public static class StopWords
{
    public static readonly FrozenSet<string> All = (
        "about above after again against all along also although among and another any anyone anything are around away back "
        + "because been before begin begins behind being below best better between both but can cannot come comes could day "
        + "days did different does doing down during each either else end ends enough even ever every everyone everything few "
        + "film find finds first following for forced former from full get gets getting give given goes going gone good got "
        + "had has have having help helps her here hers herself him himself his how however into its itself just keep keeps "
        + "know known last late later lead leads learn learns least leave leaves led left less let life like little live lives "
        + "living long look looking looks lot made make makes making man many may meanwhile meet meets men might more most "
        + "movie much must near nearly need needs never new next not nothing now off old once one ones only onto order other "
        + "others our out over own part past people perhaps place plan plans put puts quickly rather really return returns "
        + "same see seeks seems sees set sets she should since small some someone something soon start starts still story "
        + "such sudden suddenly take taken takes taking tale tell tells than that the their them themselves then there these "
        + "they thing things think this those though three through throughout thus time times together too toward towards "
        + "tries try trying turn turns two under until upon use used uses using very want wants was way ways well were what "
        + "when where whether which while who whole whom whose why will with within without woman women work working works "
        + "world would year years yet you young your")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
