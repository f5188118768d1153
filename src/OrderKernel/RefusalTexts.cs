using System.IO;
using System.Reflection;

namespace OrderKernel;

/// <summary>What people read for a code of any package of the family: one place to ask, whichever packages a host installs.</summary>
/// <remarks>
/// Holds the texts of the SQLite store and of the Stateless bridge too, which the kernel does not load: the store's codes reach a host as
/// <c>StoreUnusableException.Reason</c>. The codes of the command-line tool, <c>cli.…</c>, stay with the tool.
/// </remarks>
public static class RefusalTexts
{
    private static readonly Lazy<TextCatalog> All = new(Read);

    /// <summary>The texts of all packages in both languages, read once.</summary>
    public static TextCatalog Default => All.Value;

    private static TextCatalog Read()
    {
        Assembly[] packages =
        [
            typeof(Money).Assembly, typeof(Rules.Expression).Assembly, typeof(Workflow.WorkflowCodes).Assembly, typeof(Orders.OrdersCodes).Assembly,
            typeof(Channels.ChannelsCodes).Assembly, typeof(Inventory.InventoryCodes).Assembly, typeof(Allocation.AllocationCodes).Assembly,
            typeof(AfterSales.AfterSalesCodes).Assembly, typeof(Logistics.LogisticsCodes).Assembly, typeof(Health.HealthCodes).Assembly,
            typeof(RefusalTexts).Assembly,
        ];
        return Unloaded("Storage.Sqlite.Texts.json").With(Unloaded("Stateless.Texts.json")).With(Unloaded("Hosting.Texts.json")).With(TextCatalog.Of(packages));
    }

    private static TextCatalog Unloaded(string name)
    {
        using Stream texts = typeof(RefusalTexts).Assembly.GetManifestResourceStream(name)!;
        return TextCatalog.Read(texts);
    }
}
