/// How the page of `placard dev` looks, in the colours of `/docs`.
enum DevStyle {
  static let css = colors + page + grid + large

  private static let colors = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1a1d21; --soft: #59626d; --line: #d9dde2; --panel: #f4f5f7;
      --link: #0a56c2; --bad: #b0231f; --bad-panel: #fdf1f0; --warn: #7a4300; --warn-panel: #fdf6e9;
      --good: #0b6b3a; --box: #d4006a; --area: #0a56c2;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14171a; --ink: #e3e6ea; --soft: #9aa4af; --line: #2f363e; --panel: #1c2126;
        --link: #7fb2ff; --bad: #ff8f8a; --bad-panel: #2c1b1b; --warn: #f0b56a; --warn-panel: #2a2217;
        --good: #6fd39b;
      }
    }

    """

  private static let page = """
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: .9375rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
    }
    header {
      position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
      align-items: center; padding: .7rem 1.25rem; background: var(--page);
      border-bottom: 1px solid var(--line);
    }
    h1 { font-size: 1.0625rem; margin: 0; }
    h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
    h3 { font-size: .8125rem; margin: 0 0 .35rem; color: var(--soft); font-weight: 600; }
    p { margin: 0; }
    #status { flex: 1 1 18rem; color: var(--soft); }
    #status.bad { color: var(--bad); }
    #status.busy::before {
      content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .5em;
      border-radius: 50%; background: var(--link); animation: pulse 1s ease-in-out infinite alternate;
    }
    @keyframes pulse { to { opacity: .25; } }
    @media (prefers-reduced-motion: reduce) { #status.busy::before { animation: none; } }
    .search { display: flex; gap: .5rem; align-items: center; }
    .search span { color: var(--soft); }
    input[type="search"], button {
      font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line);
      border-radius: .4rem; padding: .3rem .7rem;
    }
    input[type="search"] { width: 17rem; max-width: 60vw; }
    button { cursor: pointer; }
    button:hover { border-color: var(--link); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .soft { color: var(--soft); }
    code, pre, kbd, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
    kbd {
      font-size: .75em; border: 1px solid var(--line); border-radius: .25rem; padding: 0 .3em;
      color: var(--soft);
    }
    main { padding: 1.25rem; }
    .trouble, .failures {
      border: 1px solid var(--bad); border-radius: .5rem; padding: .8rem 1rem; margin-bottom: 1.25rem;
      background: var(--bad-panel);
    }
    .trouble h2, .failures h2 { color: var(--bad); margin-bottom: .4rem; }
    .trouble pre { margin: .6rem 0 0; overflow-x: auto; font-size: .8125rem; }
    .trouble pre .at { color: var(--bad); font-weight: 700; }
    .trouble .said { overflow-wrap: anywhere; white-space: pre-wrap; }
    .failures ul { margin: 0; padding-left: 1.1rem; }
    .failures li { overflow-wrap: anywhere; }
    .failures .place { color: var(--soft); font-size: .8125rem; }

    """

  private static let grid = """
    .cards {
      list-style: none; margin: 0; padding: 0; display: grid; gap: 1.25rem;
      grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
    }
    .card { display: flex; flex-direction: column; gap: .45rem; min-width: 0; }
    .card button {
      display: block; width: 100%; padding: 0; border-radius: .5rem; overflow: hidden; line-height: 0;
      background: var(--panel);
    }
    .card img { width: 100%; height: auto; aspect-ratio: 1200 / 630; object-fit: contain; }
    .card .id { font-weight: 600; overflow-wrap: anywhere; line-height: 1.3; }
    .card .facts { color: var(--soft); font-size: .8125rem; }
    .card .note { color: var(--warn); font-size: .8125rem; overflow-wrap: anywhere; }
    .card.fresh button { outline: 2px solid var(--good); outline-offset: 1px; }
    .tag {
      display: inline-block; font-size: .75rem; padding: 0 .4em; border-radius: .3rem;
      border: 1px solid currentColor; vertical-align: .1em;
    }
    .tag.new { color: var(--good); }
    .tag.old { color: var(--bad); }
    .more { margin-top: 1.25rem; text-align: center; }

    """

  private static let large = """
    dialog {
      border: 0; padding: 0; width: 100vw; height: 100vh; max-width: 100vw; max-height: 100vh;
      background: var(--page); color: var(--ink);
    }
    .bar {
      display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; padding: .7rem 1.25rem;
      border-bottom: 1px solid var(--line);
    }
    .bar h2 { flex: 1 1 14rem; }
    .bar label { display: flex; gap: .35rem; align-items: center; white-space: nowrap; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding: 1.25rem; }
    @media (min-width: 60rem) {
      .columns { grid-template-columns: minmax(0, 1fr) 24rem; }
      .stage { position: sticky; top: 1.25rem; align-self: start; }
    }
    .stage { overflow: clip; overflow-clip-margin: 1.2rem; }
    .frame { position: relative; width: fit-content; max-width: 100%; margin: 0 auto; line-height: 0; }
    .frame img {
      max-width: 100%; max-height: 78vh; outline: 1px solid var(--line);
      background: repeating-conic-gradient(var(--panel) 0 25%, transparent 0 50%) 0 0 / 20px 20px;
    }
    .frame svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
    .frame rect { vector-effect: non-scaling-stroke; }
    .frame .box { fill: transparent; stroke: var(--box); stroke-width: 1.25; }
    .frame .halo { fill: none; stroke: #ffffff; stroke-opacity: .75; stroke-width: 3; }
    .frame .box.on { fill: color-mix(in srgb, var(--box) 22%, transparent); stroke-width: 2.5; }
    .frame .box:focus { outline: none; }
    .frame .area { fill: none; stroke: var(--area); stroke-width: 2; stroke-dasharray: 7 5; }
    .frame .area-halo { fill: none; stroke: #ffffff; stroke-opacity: .8; stroke-width: 4; }
    .frame text { fill: var(--area); paint-order: stroke; stroke: #ffffff; }
    .under { text-align: center; min-height: 1.5em; margin-top: .6rem; font-size: .875rem; }
    .side { display: flex; flex-direction: column; gap: 1.25rem; min-width: 0; }
    .side ul { list-style: none; margin: 0; padding: 0; }
    .variants button, .layers button {
      width: 100%; text-align: left; padding: .25rem .5rem; background: none; border-color: transparent;
      border-radius: .3rem;
    }
    .variants button[aria-pressed="true"] { background: var(--panel); border-color: var(--line); }
    .layers button.on { background: var(--panel); border-color: var(--box); }
    .layers .type { color: var(--soft); }
    .layers .numbers { display: block; color: var(--soft); font-size: .8125rem; }
    .notes li { color: var(--warn); overflow-wrap: anywhere; }
    .addresses li { display: flex; gap: .5rem; align-items: start; margin-bottom: .4rem; }
    .addresses a {
      flex: 1; color: var(--link); overflow-wrap: anywhere; font-size: .8125rem; overflow: hidden;
      display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
    }
    .addresses button { font-size: .8125rem; padding: .1rem .5rem; }
    .warning {
      color: var(--warn); background: var(--warn-panel); border-radius: .4rem; padding: .5rem .7rem;
      overflow-wrap: anywhere;
    }

    """
}
