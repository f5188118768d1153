using Microsoft.Extensions.Logging;

namespace OrderKernel.Telemetry;

/// <summary>The kernel's log messages: few, structured, without personal data. The event ids are stable.</summary>
internal static partial class KernelLog
{
    [LoggerMessage(EventId = 1, EventName = "Refused", Level = LogLevel.Information, Message = "Tenant {Tenant}: message {Message} was refused with {Code}.")]
    public static partial void Refused(this ILogger logger, string tenant, string message, string code);

    [LoggerMessage(EventId = 2, EventName = "Retried", Level = LogLevel.Debug,
        Message = "Tenant {Tenant}: message {Message} is decided again after {Outcome}, try {Try}.")]
    public static partial void Retried(this ILogger logger, string tenant, string message, string outcome, int @try);

    [LoggerMessage(EventId = 3, EventName = "Contended", Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: message {Message} met other writers {Tries} times and was given up; it may be sent again.")]
    public static partial void Contended(this ILogger logger, string tenant, string message, int tries);

    [LoggerMessage(EventId = 4, EventName = "Parked", Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: record {Message} from {Source} was put away with {Code}.")]
    public static partial void Parked(this ILogger logger, string tenant, string message, string source, string code);

    [LoggerMessage(EventId = 5, EventName = "Fenced", Level = LogLevel.Error, Message = "Tenant {Tenant}: another writer with epoch {Epoch} took over.")]
    public static partial void Fenced(this ILogger logger, string tenant, long epoch);
}
