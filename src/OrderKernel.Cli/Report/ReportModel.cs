namespace OrderKernel.Cli.Report;

/// <summary>What the page shows, already counted; every label in the page's language.</summary>
internal sealed record ReportModel
{
    public required Language Language { get; init; }

    public required string Tenant { get; init; }

    public required string AsOf { get; init; }

    /// <summary>The few numbers on top.</summary>
    public required ValueList<ReportCell> Headlines { get; init; }

    /// <summary>Orders by headline status; the counts sum to <see cref="Orders"/>.</summary>
    public required ValueList<ReportSlice> Statuses { get; init; }

    public required long Orders { get; init; }

    /// <summary>Health dimensions with their shares in basis points; null where nothing was observed.</summary>
    public required ValueList<ReportDimension> Dimensions { get; init; }

    /// <summary>The index over the dimensions in basis points; null when nothing was observed at all.</summary>
    public required long? IndexBasisPoints { get; init; }

    /// <summary>Orders created in each hour of the day, 24 counts.</summary>
    public required ValueList<long> Hours { get; init; }

    /// <summary>How orders flow, one drawing a workflow.</summary>
    public ValueList<ReportFlow> Flows { get; init; }

    /// <summary>Tables below the charts.</summary>
    public required ValueList<ReportTable> Tables { get; init; }

    /// <summary>The orders behind figures; headlines, statuses and rows of tables link to them.</summary>
    public required ValueList<ReportOrders> Behind { get; init; }

    /// <summary>Remarks such as dimensions left out or sources without fulfilment data.</summary>
    public required ValueList<string> Remarks { get; init; }
}

/// <summary>A number with its label, and the figure whose orders stand behind it; null where none do.</summary>
internal readonly record struct ReportCell(string Label, string Value, string? Figure = null);

/// <summary>A part of a whole, with the style class that colours it and the figure whose orders it counts.</summary>
internal readonly record struct ReportSlice(string Label, string Style, long Count, string Figure);

/// <summary>One dimension of an index.</summary>
internal readonly record struct ReportDimension(string Label, long? ShareBasisPoints, long Observations, long WeightPercent)
{
    /// <summary>What stands below its bar; null for the number of observations.</summary>
    public string? Note { get; init; }

    /// <summary>The style class of its bar; null for the one that its share has.</summary>
    public string? Style { get; init; }
}

/// <summary>A drawing of a flow with its title.</summary>
internal readonly record struct ReportFlow(string Title, string Markup);

/// <summary>A table: its title, column heads and rows. Columns whose head starts with <c>#</c> hold numbers.</summary>
internal sealed record ReportTable(string Title, ValueList<string> Heads, ValueList<ValueList<string>> Rows)
{
    /// <summary>What links call it; null where none leads there.</summary>
    public string? Figure { get; init; }

    /// <summary>The figures that rows count by word, in their order; empty where rows are none.</summary>
    public ValueList<string> Figures { get; init; }
}

/// <summary>The orders behind a figure.</summary>
/// <param name="Figure">What links call it.</param>
/// <param name="Title">The figure for people.</param>
/// <param name="Count">How many orders there are.</param>
/// <param name="Orders">The first of them.</param>
/// <param name="More">Says how many more there are; null where none are.</param>
internal sealed record ReportOrders(string Figure, string Title, string Count, ReportTable Orders, string? More);
