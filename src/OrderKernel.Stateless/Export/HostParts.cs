namespace OrderKernel.Stateless;

/// <summary>
/// What a workflow document says and a Stateless machine cannot: a host names what it takes care of itself. 0 is nothing, so that each of them is refused.
/// </summary>
[Flags]
public enum HostParts
{
    /// <summary>Who may fire: the machine permits a trigger whoever asks.</summary>
    Roles = 1,

    /// <summary>That neither who asked nor who approved before may fire.</summary>
    FourEyes = 2,

    /// <summary>The clocks: what a deadline fires, the host fires when it is due.</summary>
    Deadlines = 4,

    /// <summary>What runs side by side: steps of regions are left out, and the host sets the step of the join once they are done.</summary>
    Regions = 8,

    /// <summary>What must not happen while the process stands at a step.</summary>
    Holds = 16,

    /// <summary>What is asked of the host once a trigger has fired; <see cref="StatelessHost.Fired"/> is told of each.</summary>
    Actions = 32,

    /// <summary>All of these.</summary>
    All = Roles | FourEyes | Deadlines | Regions | Holds | Actions,
}
