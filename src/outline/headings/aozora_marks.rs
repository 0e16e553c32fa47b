//! Titles marked by the annotations of 青空文庫: ［＃「一、午后の授業」は中見出し］.
//!
//! Reads only the two forms that are on the title's own line. Ruby and annotations are removed from the words.

use std::ops::Range;

/// A marked title.
pub(crate) struct MarkedTitle {
    /// Level from 1, the outermost.
    pub(crate) level: u8,
    /// Byte range in the line, without the annotations around it.
    pub(crate) range: Range<usize>,
    /// Title without ruby and annotations.
    pub(crate) words: String,
}

const LEVELS: [(&str, u8); 3] = [("大見出し", 1), ("中見出し", 2), ("小見出し", 3)];

/// Returns the title that `line` (trimmed) marks; `None` if it marks none of the three levels.
pub(crate) fn marked_title(line: &str) -> Option<MarkedTitle> {
    let (name, level) = LEVELS.iter().find(|(name, _)| line.contains(name))?;
    let mut start = 0;
    while let Some(rest) = line.get(start..).filter(|rest| rest.starts_with("［＃")) {
        start += rest.find('］')? + '］'.len_utf8();
    }
    let body = line.get(start..)?;
    let end = [
        format!("」は{name}］"),
        format!("」は同行{name}］"),
        format!("」は窓{name}］"),
        format!("［＃{name}終わり］"),
    ]
    .iter()
    .find_map(|close| {
        let at = body.find(close.as_str())?;
        body.get(..at + "［＃".len())?.rfind("［＃")
    })?;
    let raw = body.get(..end)?;
    let words = strip_annotations(raw);
    (!words.is_empty()).then(|| MarkedTitle {
        level: *level,
        range: start..start + end,
        words,
    })
}

/// Returns `text` without ruby 《…》, its sign ｜, and annotations ［＃…］.
fn strip_annotations(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '《' => rest.find('》').map(|at| at + '》'.len_utf8()),
            '［' if rest.starts_with("［＃") => rest.find('］').map(|at| at + '］'.len_utf8()),
            _ => None,
        };
        if close.is_none() && c != '｜' {
            out.push(c);
        }
        rest = rest
            .get(close.unwrap_or(c.len_utf8())..)
            .unwrap_or_default();
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_without_their_notes() {
        for (line, level, range, words) in [
            (
                "［＃３字下げ］一、夜《よる》の道［＃「一、夜の道」は中見出し］",
                2,
                21..48,
                "一、夜の道",
            ),
            ("［＃大見出し］海辺［＃大見出し終わり］", 1, 21..27, "海辺"),
            ("春［＃「春」は同行小見出し］", 3, 0..3, "春"),
        ] {
            let title = marked_title(line).expect("a title");
            assert_eq!(
                (title.level, title.range, title.words.as_str()),
                (level, range, words)
            );
        }
        assert!(marked_title("［＃ここから２字下げ］").is_none());
        assert!(marked_title("［＃「見出し").is_none());
    }
}
