//! Breaks of scene in plain text: lines of a few signs between paragraphs.

/// Signs of such lines. A line of `…` is somebody's silence.
const BREAK_SIGNS: &str = "*＊※◇◆○●◎□■△▲▽▼☆★◈❖✦✧✽❀♦♢—―─–-－~～〜·・•=＝#＃_＿";
/// Least signs of a break, and most, blanks not counted.
const MIN_SIGN_COUNT: usize = 3;
const MAX_SIGN_COUNT: usize = 24;

/// Returns whether a line is a break of scene: `* * *`, ◇◇◇, ————.
pub(crate) fn is_scene_break(line: &str) -> bool {
    let mut count = 0;
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        count += 1;
        if count > MAX_SIGN_COUNT || !BREAK_SIGNS.contains(c) {
            return false;
        }
    }
    count >= MIN_SIGN_COUNT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_of_scene_has_signs_and_no_words() {
        for line in ["* * *", "　　　＊＊＊", "◇　◇　◇", "————————", "※※※", "***"]
        {
            assert!(is_scene_break(line), "{line}");
        }
        let frame = "-".repeat(72);
        for line in ["", "*", "……", "——李商隐", "※ 注", "－ 3 －", frame.as_str()] {
            assert!(!is_scene_break(line), "{line}");
        }
    }
}
