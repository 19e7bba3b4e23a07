/// How the API's page looks. It loads nothing: fonts are the reader's own.
enum DocsStyle {
  static let css = colors + page + text + tables + parts

  private static let colors = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1a1d21; --soft: #59626d; --line: #e2e5e9; --panel: #f6f7f8;
      --link: #0a56c2; --get: #0b6b3a; --post: #7a4300; --put: #5b2ca8; --delete: #b0231f;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14171a; --ink: #e3e6ea; --soft: #9aa4af; --line: #2b3138; --panel: #1c2126;
        --link: #7fb2ff; --get: #6fd39b; --post: #f0b56a; --put: #c3a6ff; --delete: #ff8f8a;
      }
    }

    """

  private static let page = """
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
    }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--page); }
    .frame { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 82rem; margin: 0 auto; }
    main { padding: 2.5rem 1.25rem 6rem; min-width: 0; }
    nav { padding: 1.5rem 1.25rem; border-bottom: 1px solid var(--line); font-size: .875rem; }
    nav ol { list-style: none; margin: 0; padding: 0; columns: 12rem; column-gap: 1.5rem; }
    nav li { break-inside: avoid; margin: 0; }
    nav ol ol { columns: auto; margin: .1rem 0 .6rem; padding-left: .75rem; }
    nav code { font-size: inherit; }
    nav li a { display: block; padding: .12rem 0; color: var(--ink); text-decoration: none; }
    nav ol ol a { color: var(--soft); }
    nav li a:hover { color: var(--link); text-decoration: underline; }
    @media (max-width: 63.99rem) { nav ol ol { display: none; } }
    @media (max-width: 40rem) { .table table { min-width: 36rem; } }
    @media (min-width: 64rem) {
      .frame { grid-template-columns: 19rem minmax(0, 1fr); }
      nav {
        position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2.5rem 1.25rem 3rem;
        border-bottom: 0; border-right: 1px solid var(--line);
      }
      nav ol { columns: auto; }
      main { padding: 2.5rem 3.5rem 8rem; }
    }
    @media print { nav { display: none; } details { display: block; } }

    """

  private static let text = """
    h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 2.25rem; letter-spacing: -.02em; margin: 0 0 .75rem; }
    h2 {
      font-size: 1.5rem; letter-spacing: -.01em; margin: 4.5rem 0 1rem; padding-top: 1.5rem;
      border-top: 1px solid var(--line);
    }
    h3 { font-size: 1.125rem; margin: 3.25rem 0 .25rem; }
    h2 + h3, h2 + article h3 { margin-top: 1.5rem; }
    h4 { font-size: .875rem; margin: 1.75rem 0 .5rem; }
    p { margin: .5rem 0 1rem; max-width: 44rem; }
    main ul { max-width: 44rem; padding-left: 1.25rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .lead { font-size: 1.125rem; color: var(--soft); }
    .soft { color: var(--soft); }
    code, pre, .call { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
    code { font-size: .875em; overflow-wrap: anywhere; }
    main :is(p, li, td) code { background: var(--panel); border-radius: .25rem; padding: .1em .3em; }
    a code { color: inherit; }
    pre {
      margin: .5rem 0 1rem; padding: 1rem 1.1rem; overflow-x: auto; background: var(--panel);
      border: 1px solid var(--line); border-radius: .5rem; font-size: .8125rem; line-height: 1.55;
      tab-size: 2;
    }
    pre code { font-size: inherit; overflow-wrap: normal; }

    """

  private static let tables = """
    .table { overflow-x: auto; margin: .5rem 0 1.25rem; }
    table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.5; }
    th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; }
    thead th { color: var(--soft); font-weight: 500; padding-bottom: .3rem; }
    tbody tr { border-top: 1px solid var(--line); }
    tbody th { font-weight: 500; white-space: nowrap; min-width: 8.5rem; }
    td summary { font-weight: 400; padding: 0; }
    td:last-child { padding-right: 0; }

    """

  private static let parts = """
    .call { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline; margin: 0; }
    .call .path { overflow-wrap: anywhere; font-size: .9375rem; }
    .method { font: 600 .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
    nav .method { font-size: .6875rem; flex: 0 0 3.1rem; }
    nav a:has(.method) { display: flex; align-items: baseline; gap: .35rem; line-height: 1.35; }
    .GET { color: var(--get); } .POST { color: var(--post); }
    .PUT { color: var(--put); } .DELETE { color: var(--delete); }
    .required { color: var(--delete); font-size: .8125rem; font-weight: 400; }
    .fact { color: var(--soft); font-size: .875rem; margin: .35rem 0 .75rem; }
    summary { cursor: pointer; font-size: .875rem; font-weight: 600; padding: .35rem 0; }
    details { margin: .25rem 0; }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.25rem; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }

    """
}
