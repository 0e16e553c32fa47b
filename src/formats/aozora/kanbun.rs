//! Kanbun marks, by which Japanese reads Chinese: 返り点 for the order (［＃レ］) and 訓点送り仮名 for added kana (［＃（ニ）］).

/// Longest group of 返り点 and longest 送り仮名, in characters.
const MAX_MARK_CHARS: usize = 3;
const MAX_OKURIGANA_CHARS: usize = 8;

/// The 返り点 characters, each followed by its small form in Unicode.
const RETURN_MARKS: &str = "レ㆑一㆒二㆓三㆔四㆕上㆖中㆗下㆘甲㆙乙㆚丙㆛丁㆜天㆝地㆞人㆟";

/// Returns the displayed text of a kanbun annotation; `None` for any other annotation.
pub(crate) fn marks(note: &str) -> Option<String> {
    let added = note
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'));
    if let Some(added) = added {
        let count = added.chars().count();
        let is_plain = !added.contains(['（', '）', '、', '「']);
        return (is_plain && (1..=MAX_OKURIGANA_CHARS).contains(&count)).then(|| added.to_owned());
    }
    let count = note.chars().count();
    let small = |c: char| {
        let at = RETURN_MARKS
            .chars()
            .step_by(2)
            .position(|known| known == c)?;
        RETURN_MARKS.chars().nth(at * 2 + 1)
    };
    (1..=MAX_MARK_CHARS)
        .contains(&count)
        .then(|| note.chars().map(small).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_are_marks() {
        for (note, want) in [
            ("レ", Some("㆑")),
            ("一レ", Some("㆒㆑")),
            ("（ニ）", Some("ニ")),
            ("改丁", None),
            ("五", None),
            ("（fig1.png、横10×縦20）", None),
            ("", None),
        ] {
            assert_eq!(marks(note).as_deref(), want, "{note}");
        }
    }
}
