//! Articles with mark-up as plain lines.

/// Returns a text with mark-up as plain lines.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tag = rest.get(at..).unwrap_or_default();
        let Some(end) = tag.find('>').map(|end| end + 1) else {
            // A sign of its own, as in `a < b`.
            rest = tag;
            break;
        };
        let name = tag.get(1..end).unwrap_or_default().trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        if matches!(
            name.unwrap_or_default().to_ascii_lowercase().as_str(),
            "br" | "p" | "div" | "li" | "tr" | "dt" | "dd" | "k" | "def"
        ) && !out.ends_with('\n')
        {
            out.push('\n');
        }
        rest = tag.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
    ];
    let plain = entities
        .iter()
        .fold(out, |text, (entity, c)| text.replace(entity, c));
    plain.replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_opens_no_tag_stays() {
        assert_eq!(without_tags("<b>a</b> < b &lt; c"), "a < b < c");
    }
}
