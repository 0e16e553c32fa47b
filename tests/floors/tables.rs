//! The tables of rules: permitted uses between modules, and the order of the parts within a module.

use super::rules::{FloorRow, OrderRow};

/// Modules from the ground up: floor, module, and the modules it may use. The number of a floor is one above the
/// highest floor it may use. A module may be missing in the tree.
#[rustfmt::skip]
pub(crate) const FLOORS: &[FloorRow] = &[
    (0, "text", ""),
    (0, "error", ""),
    (1, "doc", "text, error"),
    (1, "term", "text"),
    (2, "source", "text, error, doc"),
    (2, "layout", "text, doc"),
    (2, "search", "text, doc"),
    (3, "outline", "text, error, doc, source"),
    (3, "ui", "text, doc, layout, term"),
    (4, "formats", "text, error, doc, source, outline"),
    (4, "session", "text, error, doc, source, outline"),
    (5, "views", "text, doc, outline, formats"),
    (5, "messages", "text, error, doc, search, outline, session"),
    (6, "library", "text, error, doc, source, outline, formats, views"),
    (7, "app", "all above this row"),
    (8, "cli", "all above this row"),
];

/// Orders inside modules. In a chain `a, b < c < d` each group may use the groups to its left and everything those
/// may use, and no others. A group `x` is `x.rs` and `x/`; a group `x/y` is taken out of `x`. Every file of the
/// module belongs to a group, except files that only declare modules and re-export. In modules without a row only
/// circles are forbidden.
#[rustfmt::skip]
pub(crate) const INNER_ORDERS: &[OrderRow] = &[
    ("source", &[
        "windows < spool < decompress, pipe",
        "progress < decompress",
        "windows < encoding < archive, line_blocks",
        "atomic_write, file_name",
    ]),
    ("outline", &[
        "rules, numbering < headings < explain < infer",
        "numbering < similar",
        "sidecar",
    ]),
    ("formats", &[
        "options < blocks < plain, markdown, aozora, terminal_output < essay, html < word, epub, novel",
    ]),
    ("library", &[
        "unsupported < format < input_source < folder < listing < open < builtin",
        "source_line",
    ]),
    ("layout", &[
        "options, url, line, heading_number, cluster_flags < unit, column, full_width < display_text, ruby",
        "display_text, ruby < segments, line_breaker < justify < glyphs < setter < table < prepared < flow < page_turn",
        "options, heading_number < page_style < flow",
    ]),
    ("search", &[
        "lattice < pattern",
        "pattern, query_error < regex, pinyin < query < ruby_text < scan < tally",
        "query < word_filter, heading_name",
        "context, many < scan",
    ]),
    ("term", &[
        "width_confidence, sgr < grid < backend",
        "size, input < events < screen_mode",
        "backend, input < probe",
        "width_confidence < write_text",
        "osc52",
    ]),
    ("app", &[
        // Data of the features.
        "reading/motion, reading/relocate < reading/reader, toc/corrections",
        "notices/state, reading/relocate < opening/file_change < opening/file_stamp < opening/opened < message",
        "input, job < opening/state, message",
        "opening/opened < opening/state",
        "reading/motion < opening/start_place < opening/state",
        "state < opening/source_file, reading/follow_end < reading/goto",
        "search/navigate < reading/goto < reading/actions, command/run, update",
        "reading/follow_end < opening/show, input/dispatch, perform",
        "opening/start_place < runtime",
        "reading/jumps, reading/progress, reading/reader < reading/state",
        "input, job, toc/corrections, toc/list < toc/state",
        "search/hit_rows < search/task < job < search/state < search/history, search/page_hits",
        "search/history < search/navigate",
        "search/history < runtime",
        "search/page_hits < draw, mouse/target",
        "display/scroll_bar < search/navigate",
        "select/place, search/navigate < search/words < search/actions",
        "input < lists/state < state < lists/model",
        "lists/model, search/navigate < search/hit_list < lists/registry < lists/actions < lists/filter_line < input/dispatch",
        "lists/registry < lists/screen_rows < draw, mouse/target",
        "lists/registry < select/copy",
        "search/hit_list < search/actions",
        "lists/actions < perform",
        "lists/filter_line < command/prompt",
        "input, reading/motion, reading/progress < search/state, command/choices",
        "search/state, toc/state, command/choices, command/table < command/state, command/completion",
        "reading/motion < select/extend",
        "select/copied, marks/change < message",
        "marks/shown < marks/change, marks/draft, job",
        "job, marks/change < marks/state < state",
        "marks/draft < command/state",
        "select/state < state",
        "message, mouse/state, display/state, opening/state, reading/appearance < state",
        "input < sheet",
        "command/state, command/completion, reading/state, sheet < state",
        "opening/origin < runtime",
        // Actions of the features.
        "toc/folds < toc/list < toc/pane_rows < toc/follow",
        "state < toc/follow < display/layout, mouse/target, draw",
        "state < opening/progress_text, reading/part_name, display/hints < display/status_row",
        "reading/part_name < reading/actions",
        "state < display/scroll_bar, sheet/actions",
        "display/status_row, display/scroll_bar, sheet/actions < mouse/target < mouse/actions",
        "command/prompt, select/mouse < mouse/actions < update",
        "select/actions < select/mouse",
        "display/status_row, display/scroll_bar < draw",
        "display/layout, notices/actions < toc/load, reading/measure",
        "state < help, info, notices/actions, reading/links, reading/part, search/navigate, toc/sidecar",
        "state < command/actions, opening/actions, sheet/actions < perform",
        "opening/start_view, reading/links, reading/measure, toc/load < reading/view_switch < reading/actions < perform",
        "select/copy < select/actions < select/follow < perform",
        "state, select/extend < select/place < select/copy < select/actions",
        "state < select/cite < select/copy",
        "select/follow < command/prompt, update",
        "state, select/cite, select/place < marks/actions < perform, command/prompt",
        "state < marks/follow < update",
        "toc/load < toc/edit < toc/actions < perform",
        "toc/sidecar < toc/actions",
        "toc/follow < search/navigate",
        "display/layout, search/navigate < display/actions < update",
        "opening/actions, search/navigate < search/actions < perform",
        "opening/actions, reading/view_switch, search/navigate < opening/show < update",
        "help < command/palette < command/run, draw",
        "sheet/actions < help",
        "help, info < perform < command/run < command/prompt < input/dispatch < update",
        "sheet/actions, reading/part < update, draw < runtime",
    ]),
];
