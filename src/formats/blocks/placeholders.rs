//! Placeholder words for content that text cannot show, in the language of the text.

use crate::text::script::{TextLang, is_cjk};
use pulldown_cmark::BlockQuoteKind;

/// Names of a picture, with the colon before its description.
const IMAGE_NAMES: [(TextLang, &str, &str); 5] = [
    (TextLang::Hans, "图", "："),
    (TextLang::Hant, "圖", "："),
    (TextLang::Ja, "図", "："),
    (TextLang::Ko, "그림", ": "),
    (TextLang::Other, "image", ": "),
];

/// Returns the text in place of a picture.
pub(crate) fn image(lang: TextLang, description: &str) -> String {
    let mut names = IMAGE_NAMES.into_iter();
    let found = names.find(|(of, ..)| *of == lang);
    let (_, name, colon) = found.unwrap_or(IMAGE_NAMES[0]);
    if description.is_empty() {
        format!("[{name}]")
    } else {
        format!("[{name}{colon}{description}]")
    }
}

/// Returns the words of a title that consists of pictures: their descriptions. `None` if it has other text, or one of the
/// pictures has no words, but for example the name of a file.
pub(crate) fn title_of_images(title: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = title.trim();
    while !rest.is_empty() {
        let inner = rest.strip_prefix('[')?;
        let inner = IMAGE_NAMES
            .iter()
            .find_map(|(_, name, colon)| inner.strip_prefix(name)?.strip_prefix(colon))?;
        let (description, after) = inner.split_once(']')?;
        let has_words = description.contains(is_cjk) || description.trim().contains(' ');
        let has_words = has_words && !is_picture_name(description);
        words.push(Some(description.trim()).filter(|_| has_words)?);
        rest = after.trim_start();
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns whether words are the name of a file of a picture.
fn is_picture_name(words: &str) -> bool {
    const EXTENSIONS: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp"];
    let extension = words
        .trim()
        .rsplit_once('.')
        .map(|(_, extension)| extension);
    extension.is_some_and(|own| {
        EXTENSIONS
            .iter()
            .any(|known| own.eq_ignore_ascii_case(known))
    })
}

/// Returns whether a title consists of pictures, with or without words.
pub(crate) fn consists_of_images(title: &str) -> bool {
    let mut rest = title.trim();
    while !rest.is_empty() {
        let after = IMAGE_NAMES.iter().find_map(|(_, name, colon)| {
            let (description, after) = rest
                .strip_prefix('[')?
                .strip_prefix(name)?
                .split_once(']')?;
            (description.is_empty() || description.starts_with(colon)).then_some(after)
        });
        match after {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    !title.trim().is_empty()
}

/// Returns the text in place of an embedded page.
pub(crate) fn frame(lang: TextLang, name: &str) -> String {
    let (kind, colon) = match lang {
        TextLang::Hans | TextLang::Hant => ("框架", "："),
        TextLang::Ja => ("フレーム", "："),
        TextLang::Ko => ("프레임", ": "),
        TextLang::Other => ("frame", ": "),
    };
    format!("[{kind}{colon}{name}]")
}

/// Returns the words before the title of a callout of a kind: `警告：`.
pub(crate) fn titled(lang: TextLang, kind: &str) -> String {
    let colon = match lang {
        TextLang::Hans | TextLang::Hant | TextLang::Ja => "：",
        TextLang::Ko | TextLang::Other => ": ",
    };
    format!("{kind}{colon}")
}

/// Returns the heading of a GitHub alert (`> [!NOTE]`).
pub(crate) const fn alert(lang: TextLang, kind: BlockQuoteKind) -> &'static str {
    match (lang, kind) {
        (TextLang::Hans, BlockQuoteKind::Note) => "说明",
        (TextLang::Hans | TextLang::Hant, BlockQuoteKind::Tip) => "提示",
        (TextLang::Hans | TextLang::Hant | TextLang::Ja, BlockQuoteKind::Important) => "重要",
        (TextLang::Hans | TextLang::Hant | TextLang::Ja, BlockQuoteKind::Warning) => "警告",
        (TextLang::Hans, BlockQuoteKind::Caution) => "当心",
        (TextLang::Hant, BlockQuoteKind::Note) => "說明",
        (TextLang::Hant, BlockQuoteKind::Caution) => "當心",
        (TextLang::Ja, BlockQuoteKind::Note) => "注記",
        (TextLang::Ja, BlockQuoteKind::Tip) => "ヒント",
        (TextLang::Ja, BlockQuoteKind::Caution) => "注意",
        (TextLang::Ko, BlockQuoteKind::Note) => "참고",
        (TextLang::Ko, BlockQuoteKind::Tip) => "팁",
        (TextLang::Ko, BlockQuoteKind::Important) => "중요",
        (TextLang::Ko, BlockQuoteKind::Warning) => "경고",
        (TextLang::Ko, BlockQuoteKind::Caution) => "주의",
        (TextLang::Other, BlockQuoteKind::Note) => "Note",
        (TextLang::Other, BlockQuoteKind::Tip) => "Tip",
        (TextLang::Other, BlockQuoteKind::Important) => "Important",
        (TextLang::Other, BlockQuoteKind::Warning) => "Warning",
        (TextLang::Other, BlockQuoteKind::Caution) => "Caution",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_pictures_are_their_descriptions() {
        for lang in [TextLang::Hans, TextLang::Ja, TextLang::Ko] {
            let shown = image(lang, "第一章 出发");
            assert_eq!(title_of_images(&shown).as_deref(), Some("第一章 出发"));
        }
        let two = format!(
            "{} {}",
            image(TextLang::Ko, "1장"),
            image(TextLang::Ko, "산")
        );
        assert_eq!(title_of_images(&two).as_deref(), Some("1장 산"));
        for (title, want) in [
            ("[图]", true),
            ("[図：a.png] [그림]", true),
            ("[图] 第一章", false),
            ("[图书]", false),
            ("", false),
        ] {
            assert_eq!(consists_of_images(title), want, "{title}");
        }
        for title in ["[图]", "[图：a.png]", "[图：河] 第一章", "第一章", ""] {
            assert_eq!(title_of_images(title), None, "{title}");
        }
    }
}
