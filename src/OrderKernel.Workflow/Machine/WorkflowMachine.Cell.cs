using System.Runtime.CompilerServices;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

public sealed partial class WorkflowMachine
{
    // One trigger at one step, with what is asked of it most often found beforehand.
    private sealed class Cell(Firing firing, RoleMatrix? roles = null, string workflow = "")
    {
        // Found when first asked; a race finds the same twice.
        private Role[]? _open;
        private string? _first;
        private Refusal? _roleMissing;

        public Firing Firing { get; } = firing;

        /// <summary>The roles that may fire it, by the matrix and the trigger together.</summary>
        public Role[] Open => _open ?? Found();

        /// <summary>What everybody hears who has none of the trigger's roles.</summary>
        public Refusal RoleMissing => _roleMissing ??= Refusals.RoleMissing(Firing);

        /// <summary>Whether the actor's first role is the cell's first, of one text: most have one, and it is the one. False says nothing yet.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsAtOnceOpenTo(Actor actor) =>
            _first is { } role && actor.Roles.Count > 0 && ReferenceEquals(role, actor.Roles[0].Value);

        /// <summary>Whether the actor has one of the roles.</summary>
        public bool IsOpenTo(Actor actor)
        {
            foreach (var role in actor.Roles.Items)
            {
                foreach (var one in Open)
                {
                    if (one == role) return true;
                }
            }

            return false;
        }

        public WorkflowTrigger Trigger { get; } = firing.Trigger;

        public Expression? Guard { get; } = firing.Trigger.When;

        public bool NeedsFourEyes { get; } = firing.Trigger.NeedsFourEyes;

        public bool IsPlain { get; } = firing.Trigger is { When: null, NeedsFourEyes: false };

        private Role[] Found()
        {
            var open = roles is null ? [.. Trigger.Roles] : roles.WhoMayFire(workflow, Trigger);
            if (open.Length > 0) _first = open[0].Value;
            return _open = open;
        }
    }
}
