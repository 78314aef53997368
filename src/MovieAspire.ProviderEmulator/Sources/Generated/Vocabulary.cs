namespace MovieAspire.ProviderEmulator.Sources.Generated;

/// <summary>The words that synthetic movies are made of.</summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyList<string> Adjectives = Words(
        "Silent,Crimson,Last,Hidden,Broken,Golden,Frozen,Distant,Wild,Hollow,Burning,Secret,Endless,Quiet,Savage,Gentle,"
        + "Midnight,Electric,Forgotten,Paper,Iron,Blind,Stolen,Perfect,Lonely,Bitter,Scarlet,Second,Final,Sleeping,Velvet,Glass");

    public static readonly IReadOnlyList<string> Nouns = Words(
        "River,Garden,Station,Winter,Harbor,Letter,Mirror,Engine,Orchard,Promise,Shadow,Witness,Voyage,Kingdom,Clock,Island,"
        + "Bridge,Signal,Hunter,Stranger,Summer,Fortune,Detective,Circus,Lantern,Horizon,Machine,Daughter,Thief,Storm,Castle,"
        + "Violin,Empire,Border,Swimmer,Archive,Mountain,Carnival,Passenger,Labyrinth,Tide,Falcon,Cathedral,Pilot,Ghost,Desert");

    public static readonly IReadOnlyList<string> Places = Words(
        "Lisbon,Osaka,Montreal,Naples,Reykjavik,Buenos Aires,Marseille,Chicago,Kraków,Havana,Seoul,Nairobi,Oslo,Mumbai,Vienna");

    public static readonly IReadOnlyList<string> FirstNames = Words(
        "Ada,Bruno,Clara,Diego,Elsa,Farid,Greta,Hugo,Ines,Jonas,Kira,Luca,Mona,Nils,Olga,Pavel,Quinn,Rosa,Sami,Tess,Umar,Vera,"
        + "Wim,Xenia,Yusuf,Zoé,Anouk,Björn,Carmen,Dario,Emil,Fleur,Gideon,Hana,Igor,Jun,Katya,Leif,Mei,Noor");

    public static readonly IReadOnlyList<string> LastNames =
    [
        .. from start in Words("Al,Ber,Cor,Dal,Es,Fer,Gar,Hol,Is,Jan,Kel,Lind,Mor,Nor,Ols,Per,Ros,Sand,Tor,Val,Wes,Zim,Bran,Mal,Kov")
           from end in Words("mann,son,etti,ier,ova,ez,berg,wood,well,ard,ins,ley,quist,aki,ström,oux,elli,sky,feld,more")
           select start + end,
    ];

    public static readonly IReadOnlyList<string> Keywords =
    [
        .. from what in Words("family,revenge,love,war,murder,escape,music,school,winter,robot,sea,robbery,election,desert,trial")
           from kind in Words("drama,secret,story,plan,mystery,journey,conflict,legend,betrayal,memory,lie,crisis,dream,dispute,reunion")
           select $"{what} {kind}",
    ];

    public static readonly IReadOnlyList<string> Languages = Words("en,en,en,en,en,en,fr,fr,es,es,ja,ja,de,it,hi,ko,zh,ru,pt,sv");

    public static readonly IReadOnlyList<string> Countries = Words("US,US,US,US,US,GB,GB,FR,FR,ES,JP,JP,DE,IT,IN,KR,CN,RU,BR,SE");

    public static readonly IReadOnlyList<string> Openings =
        ["One rainy night", "After years abroad", "On the eve of a wedding", "When the money runs out", "In a town without trains", "Against all advice"];

    public static readonly IReadOnlyList<string> Turns =
        ["meets an old rival", "loses the only map", "is taken for somebody else", "misses the last boat", "hears a forbidden song", "wakes without a memory", "is followed by a child"];

    public static readonly IReadOnlyList<(string Job, string Department)> Jobs =
    [
        ("Director", "Directing"), ("Screenplay", "Writing"), ("Producer", "Production"),
        ("Director of Photography", "Camera"), ("Editor", "Editing"), ("Original Music Composer", "Sound"),
    ];

    private static string[] Words(string list) => list.Split(',');
}
