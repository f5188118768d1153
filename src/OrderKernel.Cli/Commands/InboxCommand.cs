using System.CommandLine;
using NodaTime.Text;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Inbox;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel inbox</c>: what waits for a person, by whom it is settled, and with which saying.</summary>
internal static class InboxCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json");
        var policies = AskerOptions.PoliciesOption();
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("inbox") { json, policies, zone, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            if (!FolderPolicies.In(result.GetValue(policies)).TryGet(out var documents, out var unusable))
                return Task.FromResult(Terminal.Refuse(labels, unusable));
            return StoreCommand.RunAsync(result.GetValue(store)!, result.GetValue(tenant), labels,
                async (opened, named) => await PrintAsync(opened, documents, named,
                    await labels.InZoneAsync(result.GetValue(zone), opened, named, cancellationToken), result.GetValue(json), cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> PrintAsync(SqliteOrderStore store, KernelPolicies policies, TenantId tenant, Labels labels, bool isJson,
        CancellationToken cancellationToken)
    {
        var matters = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(store, policies, tenant, cancellationToken)) matters.Add(matter);
        if (isJson)
        {
            Console.Out.WriteLine(Json(matters, labels));
            return ExitCode.Ok;
        }

        if (matters.Count == 0)
        {
            Terminal.Say(labels["inbox.empty"]);
            return ExitCode.Ok;
        }

        Terminal.Table(labels.Text("inbox.title", ("count", matters.Count)),
            [labels["head.kind"], labels["head.about"], labels["head.since"], labels["head.who"], labels["head.why"]], matters.Select(m => new[]
            {
                labels[$"inbox.{m.Kind}"], m.About, labels.Time(m.Since), string.Join(", ", m.Roles.Items.Select(r => labels.Named(r.Value))),
                Text(m, labels) + Terminal.Lines([Settle(m, labels)]),
            }));
        return ExitCode.Ok;
    }

    // Of a record that was put away the store keeps the whole reason as one text.
    private static string Text(OpenMatter matter, Labels labels) =>
        matter.Kind == OpenMatterKind.Parked ? PutAwayList.Stored(matter.Why.Arguments[0].Value, labels) : labels.Text(matter.Why);

    private static string Settle(OpenMatter matter, Labels labels) => matter.Settle is { } saying
        ? SayingText.Of(saying)
        : labels.Text($"inbox.settle.{matter.Kind}", ("about", matter.About), ("record", PutAwayList.Quoted(matter.Record ?? "")));

    private static string Json(List<OpenMatter> matters, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteStartArray("matters");
        foreach (var matter in matters)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", matter.Kind.ToString());
            writer.WriteString("about", matter.About);
            if (matter.Record is { } record) writer.WriteString("record", record);
            writer.WriteString("since", InstantPattern.ExtendedIso.Format(matter.Since));
            writer.WriteString("code", matter.Why.Code);
            writer.WriteString("text", Text(matter, labels));
            writer.WriteStartArray("roles");
            foreach (var role in matter.Roles) writer.WriteStringValue(role.Value);
            writer.WriteEndArray();
            if (matter.Settle is { } saying)
            {
                writer.WritePropertyName("settle");
                writer.WriteRawValue(saying);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
