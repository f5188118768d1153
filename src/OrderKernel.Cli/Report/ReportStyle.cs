namespace OrderKernel.Cli.Report;

/// <summary>The page's style sheet. Colours are variables, so that dark only changes their values.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{--ground:#f7f7f5;--card:#fff;--ink:#1c1e21;--soft:#5c6370;--line:#e3e4e0;--accent:#2f6fb4;--good:#2e8555;--fair:#c07a12;--poor:#c2413b;
        --s1:#b9a23a;--s2:#4f8fd0;--s3:#7a74c9;--s4:#3a6ea8;--s5:#3f9d8a;--s6:#2e8555;--s7:#9aa0a8;--s8:#6b7078}
        @media (prefers-color-scheme:dark){:root{--ground:#15171a;--card:#1e2125;--ink:#eceef0;--soft:#a2a9b3;--line:#343940;--accent:#6aa9ea;--good:#5cc48d;--fair:#e2a545;--poor:#ef7d76;
        --s1:#d8c25c;--s2:#79b3ec;--s3:#a29cf0;--s4:#5d93d1;--s5:#62c4b0;--s6:#5cc48d;--s7:#7c848e;--s8:#565d66}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
        main{max-width:1040px;margin:0 auto;padding:24px 16px 48px;overflow-wrap:break-word}
        header p,footer,.note{color:var(--soft);margin:0}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 4px}
        h2{font-size:1.1rem;margin:0 0 8px}
        h3{display:inline;font-size:1rem;font-weight:600}
        a{color:inherit;text-decoration-color:var(--accent);text-underline-offset:3px}
        details{border-top:1px solid var(--line)}
        summary{cursor:pointer;padding:10px 0}
        .more{color:var(--soft);font-size:.85rem;margin:6px 0 12px}
        details:target::details-content{content-visibility:visible}
        :target>summary,:target>h2{color:var(--accent)}
        section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px;margin:16px 0}
        .note{font-size:.9rem;margin:-4px 0 12px}
        .index b{display:block;font-size:3.2rem;line-height:1.15;font-variant-numeric:tabular-nums}
        .index span,.index p{color:var(--soft);margin:0}
        @media print{section{break-inside:avoid}section:has(details){break-inside:auto}}
        .cells{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:14px 18px}
        .cells div{display:flex;flex-direction:column;min-width:0}
        .cells b{font-size:1.35rem;line-height:1.3;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .cells span{color:var(--soft);font-size:.88rem}
        svg{display:block;width:100%}
        svg.bar{height:44px}
        svg.key{width:12px;height:12px;flex:none}
        .legend,.dimensions,.remarks{list-style:none;margin:14px 0 0;padding:0}
        .legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:6px 24px}
        .legend li{display:flex;align-items:center;gap:8px;font-variant-numeric:tabular-nums}
        .legend span{flex:1}
        i{font-style:normal;color:var(--soft);font-size:.85rem}
        .legend i{min-width:64px;text-align:right}
        .dimensions li{display:grid;grid-template-columns:1fr auto;gap:2px 12px;margin:0 0 14px}
        .dimensions svg,.dimensions li>i{grid-column:1/-1}
        .dimensions svg{height:14px}
        .remarks li{margin:0 0 6px}
        .scroll{overflow-x:auto}
        .axis{fill:var(--soft);font-size:7px}
        @media (max-width:600px){.axis{font-size:15px}.axis.wide{display:none}}
        .mid{text-anchor:middle}.end{text-anchor:end}
        .grid{stroke:var(--line);stroke-width:1}
        .column{fill:var(--accent)}.track{fill:var(--line)}.good{fill:var(--good)}.fair{fill:var(--fair)}.poor{fill:var(--poor)}
        .s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.s4{fill:var(--s4)}.s5{fill:var(--s5)}.s6{fill:var(--s6)}.s7{fill:var(--s7)}.s8{fill:var(--s8)}
        .flow{display:grid;grid-template-columns:minmax(0,480px) minmax(0,1fr);gap:8px 32px;align-items:start}
        @media (max-width:800px){.flow{grid-template-columns:minmax(0,1fr)}.flow table{font-size:.8rem}.flow th,.flow td{padding:5px 6px 5px 0}}
        .flow text{fill:var(--soft);font-size:12px}.flow .name,.flow .count{fill:var(--ink);font-weight:600}.flow .name{font-size:13px}
        .step{fill:var(--ground);stroke:var(--line)}.line{fill:none;stroke:var(--accent);opacity:.75}.tip{fill:var(--accent)}
        table{border-collapse:collapse;width:100%;font-size:.93rem}
        th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
        th{color:var(--soft);font-weight:600}
        @media (max-width:500px){table{font-size:.85rem}td:not(.number){overflow-wrap:anywhere}details table{font-size:.78rem}details th,details td{padding-right:6px}}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        tr:last-child td{border-bottom:0}
        footer{font-size:.85rem;margin-top:20px}
        """;
}
