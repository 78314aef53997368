#!/usr/bin/env dotnet
// The one tool of this repository: `dotnet dev.cs up`, `dotnet dev.cs test`, `dotnet dev.cs --help`.
#:project eng/dev/MovieAspire.Dev.csproj
#:property PublishAot=false

return await MovieAspire.Dev.DevCommand.RunAsync(args);
