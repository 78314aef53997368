using Microsoft.Extensions.Hosting;
using MovieAspire.Worker.Lake;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Lake;

public class WorkerLakeServicesTests
{
    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public void Runs_keep_their_bodies_only_where_there_is_a_lake(string enabled, int recorders)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Lake:Enabled"] = enabled;
        builder.AddWorkerLake();

        Assert.Equal(recorders, builder.Services.Count(service => service.ServiceType == typeof(IRunRecorder)));
    }
}
