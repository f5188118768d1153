using System.CommandLine;
using OrderKernel.Cli.Input;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Output;

/// <summary>Who asks at the command line, in which roles; and of commands that look, what these roles see.</summary>
internal sealed class AskerOptions
{
    private readonly Option<string[]> _roles = new("--role") { DefaultValueFactory = _ => [] };
    private readonly Option<string?> _policies = PoliciesOption();

    public AskerOptions()
    {
        _roles.Validators.Add(r => Ids(r.Tokens, "--role", r));
        Actor.Validators.Add(r => Ids(r.Tokens, "--actor", r));
    }

    public Option<string> Actor { get; } =
        new Option<string>("--actor") { DefaultValueFactory = _ => "somebody" }.NotEmpty();

    public Option<string[]> Roles => _roles;

    public Option<string?> Policies => _policies;

    /// <summary>The folder of policies.</summary>
    public static Option<string?> PoliciesOption() =>
        new Option<string?>("--policies").NotEmpty();

    /// <summary>Whoever asks, in the roles that were named.</summary>
    public Actor Of(ParseResult result) => new(ActorId.Of(result.GetValue(Actor)!), RolesOf(result));

    /// <summary>The policies of the folder that was named, or the built-in ones.</summary>
    public Result<KernelPolicies> PoliciesOf(ParseResult result) => FolderPolicies.In(result.GetValue(_policies));

    /// <summary>What whoever asks sees: in the roles that were named; without one, in the most careful that sees a whole order.</summary>
    public Result<RoleSight> SightOf(ParseResult result)
    {
        if (!PoliciesOf(result).TryGet(out var policies, out var unusable)) return unusable;
        var (matrix, roles) = (policies.Roles.Policy, RolesOf(result));
        return matrix.SightOf(new Actor(ActorId.Of("somebody"), roles.IsEmpty ? [matrix.MostCareful] : roles));
    }

    /// <summary>Says that something was not shown, and to whom.</summary>
    public static void TellHidden(RoleSight sight, Labels labels)
    {
        if (sight.HasHidden) Terminal.Say(labels.Text("sight.hidden", ("roles", string.Join(", ", sight.Actor.Roles.Items))));
    }

    private ValueList<Role> RolesOf(ParseResult result) => (result.GetValue(_roles) ?? []).Select(Role.Of).ToValueList();

    private static void Ids(IEnumerable<System.CommandLine.Parsing.Token> tokens, string option, System.CommandLine.Parsing.SymbolResult result)
    {
        foreach (var token in tokens)
        {
            if (!ActorId.TryParse(token.Value, out _)) result.AddError($"{option}: '{token.Value}'.");
        }
    }
}
