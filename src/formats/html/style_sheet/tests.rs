//! Tests of style sheets: sheets and elements in, values out.

use super::super::tokens::{MarkupKind, Token, tokenize};
use super::*;
use std::ops::ControlFlow;

/// Returns whether the first element of `page` is hidden by `css`.
fn hides(css: &str, page: &str) -> bool {
    let mut sheet = StyleSheet::default();
    sheet.add(css);
    let mut hidden = None;
    tokenize(page, MarkupKind::Html, &mut |token, _| {
        if let Token::Open(tag) = token {
            let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
            hidden = Some(sheet.hides(tag, &style, Scopes::default()));
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    hidden.unwrap_or_default()
}

#[test]
fn rules_of_simple_selectors_hide() {
    for (css, page, want) in [
        (".a{display:none}", "<p class='b a'>", true),
        (".a{display:none}", "<p class='ab'>", false),
        ("p.a , #x { DISPLAY : None }", "<p id=x>", true),
        ("p.a{display:none}", "<div class=a>", false),
        ("rt{visibility:hidden}", "<rt>", true),
        (".a.b{display:none}", "<p class='b a'>", true),
        (".a.b{display:none}", "<p class='a'>", false),
        ("html body .a{display:none}", "<p class=a>", true),
        (".up .a{display:none}", "<p class=a>", false),
        ("h1 > .a, h1 + .a{display:none}", "<p class=a>", false),
        (".a:target{display:none}", "<p class=a>", false),
        ("p[class]{display:none}", "<p class=a>", false),
        (".隐{display:none}", "<p class=隐>", true),
    ] {
        assert_eq!(hides(css, page), want, "{css} {page}");
    }
}

#[test]
fn the_cascade_decides_between_rules() {
    for (css, page, want) in [
        (".a{display:none} .a{display:block}", "<p class=a>", false),
        ("p.a{display:none} .a{display:block}", "<p class=a>", true),
        (
            ".a{display:none!important} .a{display:block}",
            "<p class=a>",
            true,
        ),
        (
            ".a{display:none}",
            "<p class=a style='display:block'>",
            false,
        ),
        (
            ".a{display:none;color:red;display:inline}",
            "<p class=a>",
            false,
        ),
        (
            ".a{display:none} #x{visibility:visible}",
            "<p class=a id=x>",
            true,
        ),
    ] {
        assert_eq!(hides(css, page), want, "{css} {page}");
    }
}

#[test]
fn comments_strings_and_other_rules_are_passed_over() {
    for (css, want) in [
        ("/* .a{display:none} */", false),
        ("/* .a{display:none}", false),
        ("@media print{.a{display:none}}", false),
        ("@media screen{.b{color:red} .a{display:none}}", true),
        ("@font-face{src:url('}')} .a{display:none}", true),
        (
            "@import 'x.css'; @charset \"utf-8\"; .a{display:none}",
            true,
        ),
        ("b{content:\"}.a{display:none}\"}", false),
        ("<!-- .a{display:none} -->", true),
        ("} .a{display:none}", true),
        (".a{display:none", true),
        (".a{content:'\\'';display:none}", true),
        ("{}{{}}@@{};;;\\", false),
    ] {
        assert_eq!(hides(css, "<p class=a>"), want, "{css}");
    }
}

#[test]
fn letters_without_a_size_are_hidden_within_a_line() {
    for (css, page, want) in [
        (".a{font-size:0}", "<span class=a>", true),
        (".a{font-size:.0em !important}", "<b class=a>", true),
        (".a{font-size:0.8em}", "<span class=a>", false),
        (".a{font-size:0} .a{font-size:1em}", "<span class=a>", false),
        (".a{font-size:0}", "<div class=a>", false),
        ("", "<i style='font-size: 0px'>", true),
    ] {
        assert_eq!(hides(css, page), want, "{css} {page}");
    }
}

#[test]
fn margins_are_read_in_every_unit() {
    for (value, want) in [
        ("margin-top:2em", Some(20)),
        ("margin: 1.5rem 0 0", Some(15)),
        ("margin-top: 32px", Some(20)),
        ("margin-top:24pt", Some(20)),
        ("margin-top:0", Some(0)),
        ("margin-top:-2em", Some(0)),
        ("margin:auto", None),
        ("margin-bottom:2em", None),
    ] {
        let margin = Declarations::parse(value).margin_above;
        assert_eq!(margin.map(|margin| margin.value), want, "{value}");
    }
}

#[test]
fn the_number_of_rules_is_limited() {
    let many: Vec<String> = (0..MAX_RULE_COUNT).map(|n| format!(".b{n}")).collect();
    let css = many.join(",") + "{display:none} .a{display:none}";
    assert!(hides(&css, "<p class=b9>") && !hides(&css, "<p class=a>"));
}
