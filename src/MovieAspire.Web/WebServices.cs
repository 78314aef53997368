using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Web.Assets;
using MovieAspire.Web.Collections;
using MovieAspire.Web.Films;
using MovieAspire.Web.Find;
using MovieAspire.Web.Genres;
using MovieAspire.Web.Home;
using MovieAspire.Web.Host;
using MovieAspire.Web.Insights;
using MovieAspire.Web.Kpis;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Library;
using MovieAspire.Web.Live;
using MovieAspire.Web.Operate;
using MovieAspire.Web.Parts;
using MovieAspire.Web.People;
using MovieAspire.Web.Pictures;

namespace MovieAspire.Web;

/// <summary>
/// The pages, served by a host that has the gRPC clients, <see cref="ISignIn"/> and <see cref="IPlatformHealth"/>.
/// </summary>
public static class WebServices
{
    /// <summary>Adds what the pages need.</summary>
    public static IHostApplicationBuilder AddWeb(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<ClientAssets>();
        builder.Services.AddSingleton<PartReader>().AddSingleton<LiveStream>();
        builder.Services.AddSingleton<FindReader>();
        builder.AddPictures().AddAspireDashboard();
        return builder;
    }

    /// <summary>Lets who has signed in on a page be seen as such, and answers browsers that lost their way; after routing, before authentication.</summary>
    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseOperatorCookie();
        app.UseNotFoundPage();
        return app;
    }

    /// <summary>Maps the pages.</summary>
    public static void MapWeb(this IEndpointRouteBuilder app, PageConventions host)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        ClientAssets.Map(pages);

        var stored = pages.MapGroup("");
        host.StoredData(stored);
        stored.AddEndpointFilter(Pages.FilterAsync);
        stored.MapHome();
        host.Searches(stored.MapFind());
        stored.MapFilms();
        stored.MapPeople();
        stored.MapCollections();
        stored.MapGenres();
        stored.MapInsights();
        stored.MapKpis();

        var library = pages.MapGroup("/library");
        library.AddEndpointFilter(Pages.FilterAsync);
        library.MapLibrary(host);

        var operate = pages.MapGroup("/operate");
        operate.AddEndpointFilter(Pages.FilterAsync);
        operate.MapOperate(host);
    }
}
