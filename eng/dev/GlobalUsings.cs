// System.CommandLine has a Command of its own, used by its full name where a command is declared.
global using Command = MovieAspire.Dev.Shell.Command;
