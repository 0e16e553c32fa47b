//! Signs in front of items of a list and of speeches.

use super::script::is_kana;

/// Signs in front of items and speeches.
const SIGNS: &str = "○◯〇◎●◇◆□■△▲▽▼☆★※·・•‣▪◦∙-–*→";
/// Signs that also part the words of a name.
const NAME_DOTS: [char; 2] = ['·', '・'];

/// Returns whether a line begins with the sign of an item or a speech.
pub fn has_item_sign(words: &str) -> bool {
    let mut chars = words.chars();
    chars.next().is_some_and(|c| SIGNS.contains(c))
        && chars.next().is_some_and(|c| !SIGNS.contains(c))
}

/// Returns whether a line begins with a dot within a foreign name that begins on the line before: ジョン / ・スミス.
pub fn goes_on_with_name(before: &str, line: &str) -> bool {
    let mut chars = line.chars();
    let is_dot = chars.next().is_some_and(|c| NAME_DOTS.contains(&c));
    let is_begun =
        before.chars().next_back().is_some_and(is_kana) && !has_item_sign(before.trim_start());
    is_dot && is_begun && chars.next().is_some_and(is_kana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_begin_items_and_dots_go_on_with_names() {
        for line in ["・雨具", "◆上午九点", "○議長", "- 一项"] {
            assert!(has_item_sign(line), "{line}");
        }
        for line in ["——山路", "○○株式会社", "山路", ""] {
            assert!(!has_item_sign(line), "{line}");
        }
        assert!(goes_on_with_name("名前はジョン", "・スミスです"));
        assert!(!goes_on_with_name("・タオル", "・バナナ"));
        assert!(!goes_on_with_name("名前は", "雨具"));
    }
}
