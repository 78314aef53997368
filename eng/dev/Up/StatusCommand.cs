using MovieAspire.Dev.Running;

namespace MovieAspire.Dev.Up;

/// <summary><c>dotnet dev.cs status</c>: what runs from this checkout, and where.</summary>
internal static class StatusCommand
{
    internal static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("status", "Says what is running, and where.");
        command.SetAction(_ =>
        {
            if (RunState.Read() is not { } state)
            {
                Console.WriteLine("MovieAspire is not running from this checkout.");
                return 1;
            }

            Console.WriteLine($"MovieAspire runs as {state.Mode}, process {state.ProcessId}.");
            state.Print();
            return 0;
        });
        return command;
    }
}
