using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using MovieAspire.ProviderEmulator.Faults;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.ProviderEmulator.Control;

/// <summary>The emulator's own switches, under /_emulator.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapControl(this IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/_emulator");
        control.MapGet("/stats", (RequestStatistics statistics) => Results.Json(statistics.Snapshot(), Json));
        control.MapPost("/reset", (RequestStatistics statistics, ChangeLog changes, FaultState faults, DailyLimit daily) =>
        {
            statistics.Reset();
            changes.Clear();
            faults.Set(new());
            daily.Reset();
            return Results.NoContent();
        });
        control.MapGet("/faults", (FaultState faults) => Results.Json(faults.Plan, Json));
        control.MapPost("/faults", SetFaultsAsync);
        control.MapPost("/movies/{id:int}/change", (int id, ChangeLog changes, MovieCatalog catalog, EmulatorClock clock) =>
            Apply(catalog, id, () => changes.Change(id, clock.Now)));
        control.MapPost("/movies/{id:int}/vanish", (int id, ChangeLog changes, MovieCatalog catalog, EmulatorClock clock) =>
            Apply(catalog, id, () => changes.Vanish(id, clock.Now)));
        control.MapPost("/movies/{id:int}/restore", (int id, ChangeLog changes, MovieCatalog catalog, EmulatorClock clock) =>
            Apply(catalog, id, () => changes.Restore(id, clock.Now)));
        control.MapPost("/movies/{id:int}/merge", (
            int id, MergeRequest merge, ChangeLog changes, MovieCatalog catalog, EmulatorClock clock) =>
            catalog.Find(merge.Into) is null || merge.Into == id
                ? Results.BadRequest(new { error = "\"into\" must be the id of another movie." })
                : Apply(catalog, id, () => changes.Merge(id, merge.Into, clock.Now)));
    }

    private static async Task<IResult> SetFaultsAsync(HttpRequest request, FaultState faults)
    {
        try
        {
            var plan = await request.ReadFromJsonAsync<FaultPlan>(Json, request.HttpContext.RequestAborted) ?? new();
            Validator.ValidateObject(plan.Tmdb, new(plan.Tmdb), validateAllProperties: true);
            Validator.ValidateObject(plan.Omdb, new(plan.Omdb), validateAllProperties: true);
            faults.Set(plan);
            return Results.Json(plan, Json);
        }
        catch (Exception error) when (error is JsonException or ValidationException)
        {
            return Results.BadRequest(new { error = error.Message });
        }
    }

    private static IResult Apply(MovieCatalog catalog, int id, Action change)
    {
        if (catalog.Source.Find(id) is null)
            return Results.NotFound(new { error = $"There is no movie {id}." });
        change();
        return Results.NoContent();
    }
}

internal sealed record MergeRequest(int Into);
