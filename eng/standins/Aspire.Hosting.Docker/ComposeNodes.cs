using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes
{
    /// <summary>A service of a Compose file.</summary>
    public sealed class Service
    {
        /// <summary>Its name.</summary>
        public required string Name { get; set; }

        /// <summary>When it is started again.</summary>
        public string? Restart { get; set; }

        /// <summary>How long it may take to stop before it is killed.</summary>
        public string? StopGracePeriod { get; set; }

        /// <summary>Replicas and limits.</summary>
        public Deploy? Deploy { get; set; }
    }
}

namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm
{
    /// <summary>How a service is deployed.</summary>
    public sealed class Deploy
    {
        /// <summary>How many instances.</summary>
        public int? Replicas { get; set; }

        /// <summary>What it may use.</summary>
        public Resources? Resources { get; set; }
    }

    /// <summary>What a service may use.</summary>
    public sealed class Resources
    {
        /// <summary>At most.</summary>
        public ResourceSpec? Limits { get; set; }
    }

    /// <summary>Processors and memory.</summary>
    public sealed class ResourceSpec
    {
        /// <summary>Processors, like 0.5.</summary>
        public string? Cpus { get; set; }

        /// <summary>Memory, like 512M.</summary>
        public string? Memory { get; set; }
    }
}
