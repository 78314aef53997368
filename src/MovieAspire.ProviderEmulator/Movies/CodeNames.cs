namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Names of the countries and languages that make most movies (ISO 3166-1, ISO 639-1); another one is
/// named by its code. The runtime's own tables are not there in invariant mode.</summary>
internal static class CodeNames
{
    private static readonly Dictionary<string, string> Countries = Table(
        "US=United States of America;GB=United Kingdom;FR=France;DE=Germany;IT=Italy;ES=Spain;CA=Canada;JP=Japan;IN=India;"
        + "CN=China;HK=Hong Kong;KR=South Korea;AU=Australia;NZ=New Zealand;SE=Sweden;DK=Denmark;NO=Norway;FI=Finland;"
        + "IS=Iceland;IE=Ireland;BE=Belgium;NL=Netherlands;LU=Luxembourg;CH=Switzerland;AT=Austria;PL=Poland;"
        + "CZ=Czech Republic;SK=Slovakia;HU=Hungary;RO=Romania;BG=Bulgaria;GR=Greece;TR=Turkey;RU=Russia;UA=Ukraine;"
        + "SU=Soviet Union;BR=Brazil;AR=Argentina;MX=Mexico;CL=Chile;CO=Colombia;PE=Peru;CU=Cuba;ZA=South Africa;"
        + "EG=Egypt;MA=Morocco;IL=Israel;IR=Iran;TH=Thailand;TW=Taiwan;VN=Vietnam;ID=Indonesia;PH=Philippines;"
        + "SG=Singapore;MY=Malaysia;PT=Portugal;MT=Malta;AE=United Arab Emirates;XC=Czechoslovakia;XG=East Germany;YU=Yugoslavia");

    private static readonly Dictionary<string, string> Languages = Table(
        "en=English;fr=French;de=German;es=Spanish;it=Italian;pt=Portuguese;ja=Japanese;ko=Korean;zh=Mandarin;cn=Cantonese;"
        + "hi=Hindi;ta=Tamil;te=Telugu;bn=Bengali;ru=Russian;sv=Swedish;da=Danish;no=Norwegian;fi=Finnish;is=Icelandic;"
        + "nl=Dutch;pl=Polish;cs=Czech;hu=Hungarian;ro=Romanian;el=Greek;tr=Turkish;he=Hebrew;ar=Arabic;fa=Persian;"
        + "th=Thai;vi=Vietnamese;id=Indonesian;uk=Ukrainian;la=Latin;xx=No Language");

    private static readonly Dictionary<string, string> NativeLanguages = Table(
        "en=English;fr=Français;de=Deutsch;es=Español;it=Italiano;pt=Português;ja=日本語;ko=한국어/조선말;zh=普通话;"
        + "cn=广州话 / 廣州話;hi=हिन्दी;ta=தமிழ்;te=తెలుగు;bn=বাংলা;ru=Pусский;sv=svenska;da=Dansk;no=Norsk;fi=suomi;is=Íslenska;"
        + "nl=Nederlands;pl=Polski;cs=Český;hu=Magyar;ro=Română;el=ελληνικά;tr=Türkçe;he=עִבְרִית;ar=العربية;fa=فارسی;"
        + "th=ภาษาไทย;vi=Tiếng Việt;id=Bahasa indonesia;uk=Український;la=Latin;xx=No Language");

    public static string Country(string code) => Countries.GetValueOrDefault(code, code);

    public static string Language(string code) => Languages.GetValueOrDefault(code, code);

    public static string NativeLanguage(string code) => NativeLanguages.GetValueOrDefault(code, "");

    /// <summary>The code of a name; null for an unknown name.</summary>
    public static string? CountryCode(string name) => Countries.FirstOrDefault(pair => pair.Value == name).Key;

    private static Dictionary<string, string> Table(string pairs) =>
        pairs.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}

/// <summary>TMDB's genres of movies, as /genre/movie/list gives them.</summary>
internal static class GenreTable
{
    public static readonly IReadOnlyList<Named> All =
    [
        new(28, "Action"), new(12, "Adventure"), new(16, "Animation"), new(35, "Comedy"), new(80, "Crime"),
        new(99, "Documentary"), new(18, "Drama"), new(10751, "Family"), new(14, "Fantasy"), new(36, "History"),
        new(27, "Horror"), new(10402, "Music"), new(9648, "Mystery"), new(10749, "Romance"),
        new(878, "Science Fiction"), new(10770, "TV Movie"), new(53, "Thriller"), new(10752, "War"), new(37, "Western"),
    ];

    private static readonly Dictionary<string, Named> ByName =
        All.ToDictionary(genre => genre.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<int, int> Positions =
        All.Select((genre, position) => (genre.Id, position)).ToDictionary(pair => pair.Id, pair => pair.position);

    /// <summary>Null for a name that TMDB does not have (any more).</summary>
    public static Named? Find(string name) => ByName.GetValueOrDefault(name.Trim());

    public static uint Bits(IEnumerable<Named> genres) =>
        genres.Aggregate(0u, (bits, genre) => bits | Bit(genre.Id));

    /// <summary>0 for an unknown id.</summary>
    public static uint Bit(int id) => Positions.TryGetValue(id, out var position) ? 1u << position : 0;
}
