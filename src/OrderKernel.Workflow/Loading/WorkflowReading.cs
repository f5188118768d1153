namespace OrderKernel.Workflow;

/// <summary>How much of a document is looked at.</summary>
internal enum WorkflowReading
{
    /// <summary>Its parts: it is only extended here and need not be sound by itself.</summary>
    Part,

    /// <summary>All of it, as a document that is known to be sound.</summary>
    Whole,

    /// <summary>All of it, and whether it is sound.</summary>
    Proving,
}
