//! Placeholder words for content that text cannot show, in the language of the text.

use crate::text::script::TextLang;
use pulldown_cmark::BlockQuoteKind;

/// Returns the text in place of a picture.
pub(crate) fn image(lang: TextLang, description: &str) -> String {
    let (name, colon) = match lang {
        TextLang::Hans => ("图", "："),
        TextLang::Hant => ("圖", "："),
        TextLang::Ja => ("図", "："),
        TextLang::Ko => ("그림", ": "),
        TextLang::Other => ("image", ": "),
    };
    if description.is_empty() {
        format!("[{name}]")
    } else {
        format!("[{name}{colon}{description}]")
    }
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
