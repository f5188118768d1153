using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>
/// Makes workflow documents in C#: the very bytes that a hand-written document of the same content would load to. Not safe for several threads.
/// </summary>
/// <remarks>
/// Nothing is checked while building; <see cref="Load"/> checks all at once, as for any
/// document. Law: what is loaded from the bytes is written back as the same bytes.
/// </remarks>
/// <example>
/// <code>
/// // The shop's workflow is the standard one with a customs step, in which two forms are filed side by side.
/// var shop = WorkflowBuilder.Of("cross-border", "1.0.0", OrderDomain.Standard)
///     .Extends("standard@1")
///     .Enter("AwaitingFulfilment", "declaring")
///     .Without("review")
///     .Step("declaring", "AwaitingFulfilment", declaring =&gt; declaring
///         .Region("order-form", form =&gt; form
///             .Step("order-to-file", s =&gt; s
///                 .Deadline(DeadlineSpan.Of(0, Duration.FromHours(2)), "notify")
///                 .Moves("file-order", "order-filed", [Role.Agent], t =&gt; t.Asks("notify", new ActionArgument("to", ["customs"]))))
///             .Step("order-filed", s =&gt; s.Final()))
///         .Region("payment-form", form =&gt; form
///             .Step("payment-to-file", s =&gt; s.Moves("file-payment", "payment-filed", [Role.Finance]))
///             .Step("payment-filed", s =&gt; s.Final()))
///         .Join("ready"))
///     .Load(OrderPolicies.Library).ValueOrThrow();
///
/// var customs = WorkflowMachine.Of(shop);
/// var facts = new FactValues(OrderDomain.Standard.Facts);
/// var finance = new Actor(ActorId.Of("finance-1"), [Role.Finance]);
/// customs.TryStep("declaring", out var declaring);
///
/// var position = WorkflowPosition.Of(customs.Step(declaring), ActorId.Of("kernel"));     // declaring[order-to-file, payment-to-file]
/// Passage filed = customs.Fire(position, "file-payment", finance, facts).ValueOrThrow(); // declaring[order-to-file, payment-filed]
/// var open = customs.Permitted(filed.Position, finance, facts).ValueOrThrow();           // file-order: workflow.role-missing
/// byte[] document = WorkflowWriter.Write(shop);                                          // stands alone, what it extends written out
/// </code>
/// </example>
public sealed class WorkflowBuilder
{
    private readonly string _name;
    private readonly string _version;
    private readonly WorkflowDomain _domain;
    private readonly List<BusinessCalendar> _calendars = [];
    private readonly List<(string Workflow, string? When)> _shipments = [];
    private readonly List<string> _statuses = [];
    private readonly Dictionary<string, List<(string Step, string? When)>> _entries = new(StringComparer.Ordinal);
    private readonly List<(string Name, StepBuilder? Step)> _steps = [];
    private string? _extends;
    private (string From, ValueList<StepRename> Steps)? _migrates;

    private WorkflowBuilder(string name, string version, WorkflowDomain domain) => (_name, _version, _domain) = (name, version, domain);

    /// <summary>Begins a document.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="domain">The words that it may use.</param>
    public static WorkflowBuilder Of(string name, string version, WorkflowDomain domain)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(domain);
        return new(name, version, domain);
    }

    /// <summary>Lays the document over another, <c>name@major</c> or <c>name@version</c>.</summary>
    /// <param name="workflow">The other document's name and version; the library that loads this one must have it.</param>
    public WorkflowBuilder Extends(string workflow)
    {
        _extends = workflow;
        return this;
    }

    /// <summary>Adds a calendar that deadlines can name.</summary>
    /// <param name="calendar">The calendar, under its own name.</param>
    public WorkflowBuilder Calendar(BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        _calendars.Add(calendar);
        return this;
    }

    /// <summary>Adds a workflow that shipments may follow, after those before it.</summary>
    /// <param name="workflow">The workflow, <c>name@major</c> or <c>name@version</c>.</param>
    /// <param name="when">The condition; null for the last.</param>
    public WorkflowBuilder Shipment(string workflow, string? when = null)
    {
        _shipments.Add((workflow, when));
        return this;
    }

    /// <summary>Says from which earlier version processes may be moved here.</summary>
    /// <param name="from">The earlier version.</param>
    /// <param name="steps">Steps that have another name now.</param>
    public WorkflowBuilder Migrates(string from, params StepRename[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        _migrates = (from, steps.ToValueList());
        return this;
    }

    /// <summary>Adds a step by which a status is entered, after those before it.</summary>
    /// <param name="status">The status.</param>
    /// <param name="step">The step.</param>
    /// <param name="when">The condition; null for the last.</param>
    public WorkflowBuilder Enter(string status, string step, string? when = null)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (!_entries.TryGetValue(status, out var entries))
        {
            _entries.Add(status, entries = []);
            _statuses.Add(status);
        }

        entries.Add((step, when));
        return this;
    }

    /// <summary>Adds a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="status">The status that it stands for.</param>
    /// <param name="build">What it carries; null for nothing.</param>
    public WorkflowBuilder Step(string name, string status, Action<StepBuilder>? build = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(status);
        var step = new StepBuilder(_domain, status);
        build?.Invoke(step);
        _steps.Add((name, step));
        return this;
    }

    /// <summary>Takes a step of the extended workflow away.</summary>
    /// <param name="step">A step that the extended workflow has.</param>
    public WorkflowBuilder Without(string step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _steps.Add((step, null));
        return this;
    }

    /// <summary>The document: UTF-8 without spaces, properties in a fixed order, defaults left out.</summary>
    public byte[] ToUtf8()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder })) Write(json);
        return stream.ToArray();
    }

    /// <summary>Checks the document as any other.</summary>
    /// <param name="library">The documents that it may extend.</param>
    /// <returns>As <see cref="WorkflowDocument.Load(ReadOnlyMemory{byte}, WorkflowDomain, WorkflowLibrary?)"/>.</returns>
    public Result<PolicyDocument<WorkflowDefinition>> Load(WorkflowLibrary? library = null) => WorkflowDocument.Load(ToUtf8(), _domain, library);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", WorkflowDocument.Schema);
        json.WriteString("name", _name);
        json.WriteString("version", _version);
        json.WriteString("axis", _domain.Axis);
        if (_extends is not null) json.WriteString("extends", _extends);
        if (_calendars.Count > 0) json.Map("calendars", _calendars, c => c.Name, c => CalendarWriter.Write(json, c));
        if (_shipments.Count > 0) json.List("shipments", _shipments, s => json.Guarded("workflow", s.Workflow, s.When));
        if (_migrates is { } migrates) WriteMigrates(json, migrates.From, migrates.Steps);
        if (_statuses.Count > 0 || _extends is null)
            json.Map("enter", _statuses, s => s, s => json.List(null, _entries[s], e => WriteEntry(json, e.Step, e.When)));
        if (_steps.Count > 0 || _extends is null) json.Map("steps", _steps, s => s.Name, s => WriteStep(json, s.Step));
        json.WriteEndObject();
    }

    private static void WriteMigrates(Utf8JsonWriter json, string from, ValueList<StepRename> steps)
    {
        json.WriteStartObject("migrates");
        json.WriteString("from", from);
        if (!steps.IsEmpty) json.Map("steps", steps, s => s.From, s => json.WriteStringValue(s.To));
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string step, string? when)
    {
        if (when is null) json.WriteStringValue(step);
        else json.Guarded("step", step, when);
    }

    private static void WriteStep(Utf8JsonWriter json, StepBuilder? step)
    {
        if (step is null) json.WriteNullValue();
        else step.Write(json);
    }
}
