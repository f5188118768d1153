using OrderKernel.Workflow;

namespace OrderKernel.Steps;

/// <summary>What came of carrying out a plan.</summary>
/// <param name="Moved">How many of the plan's moves stand now, those made before counted.</param>
/// <param name="Refused">Whom the plan meant to move and who stays, because something changed since; with the reasons.</param>
public sealed record MigrationOutcome(int Moved, ValueList<ProcessStay> Refused);
