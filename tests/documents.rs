//! Checks of the document traits themselves: no method may have a default body.

/// Source of the trait and its capabilities.
const TRAITS: &str = include_str!("../src/doc/document.rs");

#[test]
fn no_method_of_document_has_a_default() {
    let code: String = TRAITS
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let traits: Vec<(&str, &str)> = code
        .split("\npub trait ")
        .skip(1)
        .filter_map(|rest| rest.split_once("\n}")?.0.split_once('{'))
        .collect();
    let names = traits.iter().map(|(head, _)| head.split(':').next());
    let names: Vec<&str> = names.flatten().map(str::trim).collect();
    for name in [
        "Document",
        "SourceLines",
        "RawLines",
        "DecodedLines",
        "BytePositions",
        "Links",
        "HeadingQueries",
        "Rearranged",
        "Articles",
    ] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    for (head, methods) in traits {
        assert!(methods.contains("fn "), "{head}");
        assert!(!methods.contains('{'), "a method of {head} has a body");
    }
}
