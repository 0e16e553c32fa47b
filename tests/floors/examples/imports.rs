//! Imports, in every way that they can be written, against the table of floors.

use super::{APP, findings, violations, violations_of_text};

#[test]
fn every_way_to_write_an_upward_path_is_found() {
    let ways = [
        "use crate::app::state::State;",
        "use crate::{app::state::State};",
        "use crate::{text::Cells, app::{self, state::{Mode, State}}};",
        "use crate::app::{state::{State as Model}};",
        "pub(crate) use crate::app::state::*; type Model = State;",
        "use super::super::app::state::State;",
        "use super::super::{app::state::State};",
        "use crate::app; fn f() { app::state::State::new(); }",
        "use crate::app as program; fn f(state: &program::state::State) {}",
        "use crate::app::*; fn f(state: &state::State) {}",
        "fn f() { let state = crate::app::state::State; }",
        "fn f(states: Vec<crate::app::state::State>) {}",
        "fn f() { format!(\"{}\", crate::app::state::State) }",
        "impl crate::app::state::State {}",
        "fn f() { use crate::app::state::State; }",
        "mod inner { use super::super::super::app::state::State; }",
        "mod inner { pub use crate::app::state::State; } fn f(state: inner::State) {}",
        "#[cfg(not(test))] use crate::app::state::State;",
        "#[cfg(any(test, unix))] use crate::app::state::State;",
        "#[cfg(test)] mod tests { fn f() {} } use crate::app::state::State;",
        "#[cfg(test)] const A: [u8; 2] = [1, 2]; use crate::app::state::State;",
        "struct S { #[cfg(test)] field: Vec<(u8, u8)>, other: crate::app::state::State }",
    ];
    for way in ways {
        let found = violations_of_text(way);
        let arrow = "floor: text/width.rs -> app/state.rs".to_owned();
        assert!(found.contains(&arrow), "{way}: {found:?}");
    }
}

#[test]
fn a_violation_has_file_line_and_path() {
    let text = "//! Widths.\n\nuse crate::{\n    app::state::{\n        Mode,\n        State,\n    },\n};\n";
    let tree = [APP[0], APP[1], ("text/width.rs", text)];
    let evidence: Vec<String> = findings(&tree, &[])
        .violations
        .into_iter()
        .flat_map(|found| found.evidence)
        .collect();
    let mode = "src/text/width.rs:5: crate::app::state::Mode";
    let state = "src/text/width.rs:6: crate::app::state::State";
    assert_eq!(evidence, [mode, state]);
}

#[test]
fn a_module_named_alone_is_an_arrow_between_floors() {
    let found = violations_of_text("use crate::app;");
    assert_eq!(found, ["floor: text/width.rs -> app/mod.rs"]);
}

#[test]
fn comments_strings_and_test_code_are_not_imports() {
    let texts = [
        "",
        "// crate::app::run()\n/* crate::app::run() /* nested */ crate::app::run() */",
        "/// Calls [`crate::app::run`].\nfn f() {}",
        "const A: &str = \"crate::app::run \\\" crate::app::run\";",
        "const A: &str = r#\"\"crate::app::run()\"\"#; const B: &[u8] = br\"crate::app::run\";",
        "const A: &[u8] = b\"crate::app::run\"; const B: char = '\"'; const C: &str = \"crate::app::run\";",
        "const A: char = '\\''; const B: [char; 2] = ['\\u{22}', '。']; const C: &str = \"'crate::app::run\";",
        "fn f<'a>(text: &'a str) -> &'a str { \"crate::app::run\" }",
        "#[cfg(test)] use crate::app::{state::State, run};",
        "#[cfg(test)]\nmod tests { use crate::app::run; mod inner { use crate::app::run; } }",
        "#[cfg(all(test, unix))] mod tests { use crate::app::run; }",
        "#[cfg(test)] #[derive(Debug)] struct S { state: crate::app::state::State }",
        "#[cfg(test)] impl S { fn f() { crate::app::run() } }",
        "#[cfg(test)] pub(crate) const fn f<A, B>(a: [u8; 2]) where A: B { crate::app::run() }",
        "#[cfg(test)] impl<A: Into<B>, B> From<A> for S where A: B, B: A { fn f() { crate::app::run() } }",
        "#[cfg(test)] static A: fn() = { crate::app::run };",
        "struct S { #[cfg(test)] state: Map<u8, crate::app::state::State>, other: u8 }",
        "fn f() { #[cfg(test)] crate::app::run(); match 1 { #[cfg(test)] 1 => crate::app::run(), _ => {} } }",
        "#[test]\nfn a_test() { crate::app::run() }",
        "#![cfg(test)]\nuse crate::app::run;",
        "pub(in crate::app) fn f() {}",
        "fn f() { std::app::run(); ::app::run(); self.app::<u8>(); Self::app(); }",
        "use std::app; fn f() { app::run() }",
    ];
    for text in texts {
        assert_eq!(violations_of_text(text), [""; 0], "{text}");
    }
}

#[test]
fn files_declared_for_tests_are_left_out_with_their_children() {
    let tree = [
        APP[0],
        APP[1],
        ("text/width.rs", "#[cfg(test)] pub(crate) mod tests;"),
        ("text/width/tests.rs", "mod wide; use crate::app::run;"),
        ("text/width/tests/wide.rs", "use crate::app::run;"),
    ];
    assert_eq!(violations(&tree), [""; 0]);
}

#[test]
fn a_re_export_does_not_hide_the_file_that_defines_a_name() {
    let re_exports = [
        "pub use crate::error::Error;",
        "pub use crate::{error::{Reason, Error}};",
        "pub use crate::error::*;",
        "pub use crate::error::Failure as Error;",
        "use crate::error; pub use error::Error;",
        "mod inner { pub use crate::error::Error; } pub use inner::*;",
        "mod inner { pub use super::outer::Error; } mod outer { pub use crate::error::Error; } pub use inner::Error;",
    ];
    for re_export in re_exports {
        let tree = [
            ("error.rs", "pub struct Error; pub struct Failure;"),
            ("doc/mod.rs", re_export),
            ("ui/page.rs", "use crate::doc::Error;"),
        ];
        assert_eq!(
            violations(&tree),
            ["floor: ui/page.rs -> error.rs"],
            "{re_export}"
        );
    }
}

#[test]
fn a_private_import_of_the_parent_does_not_hide_the_arrow() {
    let tree = [
        ("error.rs", "pub struct Error;"),
        ("ui/mod.rs", "mod page; use crate::error::Error;"),
        ("ui/page.rs", "use super::*; fn f() -> Error {}"),
    ];
    let arrows = [
        "floor: ui/mod.rs -> error.rs",
        "floor: ui/page.rs -> error.rs",
    ];
    assert_eq!(violations(&tree), arrows);
}

#[test]
fn a_name_from_below_may_not_be_taken_through_a_module_above() {
    let tree = [
        ("text/units.rs", "pub struct Cells;"),
        ("app/mod.rs", "pub use crate::text::units::Cells;"),
        ("text/width.rs", "use super::units::Cells;"),
        ("doc/mod.rs", "use crate::app::Cells;"),
    ];
    assert_eq!(violations(&tree), ["floor: doc/mod.rs -> app/mod.rs"]);
}

#[test]
fn re_exports_in_a_circle_end() {
    let tree = [
        ("doc/mod.rs", "pub use a::*; pub use b::Name;"),
        ("doc/a.rs", "pub use super::b::*; pub use super::b::Name;"),
        ("doc/b.rs", "pub use super::a::*; pub use super::a::Name;"),
        (
            "ui/page.rs",
            "use crate::doc::{Name, Other}; use crate::doc::*;",
        ),
    ];
    let circle = [
        "circle: doc/a.rs -> doc/b.rs",
        "circle: doc/b.rs -> doc/a.rs",
    ];
    assert_eq!(violations(&tree), circle);
}
