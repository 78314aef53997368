namespace Aspire.Hosting;

/// <summary>The application model or the running application is wrong.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong.</param>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">Its cause.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>With a message.</summary>
    /// <param name="message">Which parameter, and where its value is read from.</param>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">Which parameter, and where its value is read from.</param>
    /// <param name="innerException">Its cause.</param>
    public MissingParameterValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
