using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meilisearch;

#pragma warning disable CS1591 // the names say it

/// <summary>What a task does.</summary>
[JsonConverter(typeof(TaskInfoTypeConverter))]
public enum TaskInfoType
{
    IndexCreation,
    IndexUpdate,
    IndexDeletion,
    DocumentAdditionOrUpdate,
    DocumentDeletion,
    SettingsUpdate,
    DumpCreation,
    TaskCancelation,
    SnapshotCreation,
    TaskDeletion,
    IndexSwap,
    Unknown,
}
#pragma warning restore CS1591

/// <summary>Newer servers have types that are unknown here.</summary>
internal sealed class TaskInfoTypeConverter : JsonConverter<TaskInfoType>
{
    public override TaskInfoType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Enum.TryParse(reader.GetString(), ignoreCase: true, out TaskInfoType type) ? type : TaskInfoType.Unknown;

    public override void Write(Utf8JsonWriter writer, TaskInfoType value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
