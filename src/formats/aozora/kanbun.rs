//! Marks by which Japanese reads Chinese: in which order (返り点: ［＃レ］), and what is to be added
//! (訓点送り仮名: ［＃（ニ）］).

/// Longest group of marks, and longest addition, in characters.
const MAX_MARK_CHARS: usize = 3;
const MAX_OKURIGANA_CHARS: usize = 8;

/// The marks, each followed by the small one that Unicode has for it.
const RETURN_MARKS: &str = "レ㆑一㆒二㆓三㆔四㆕上㆖中㆗下㆘甲㆙乙㆚丙㆛丁㆜天㆝地㆞人㆟";

/// What a note of such marks shows; `None` for any other note.
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
