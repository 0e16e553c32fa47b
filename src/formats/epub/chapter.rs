//! A chapter as a document of its own, and what stands in its place where it cannot be read.

use crate::error::Notice;
use crate::formats::blocks::document::BlockDocument;
use crate::formats::html::{self, PageKind};
use crate::source::archive::MemberError;
use crate::text::script::TextLang;

/// The chapter in `source`.
pub(crate) fn chapter_document(source: &str, lang: TextLang) -> BlockDocument {
    let page = html::parse(source, lang, PageKind::Book);
    BlockDocument {
        title: page.title,
        lang,
        blocks: page.blocks,
        headings: page.headings,
        len: source.len() as u64,
        targets: page.targets,
        notes: page.notes,
        target_ends: page.target_ends,
        ..BlockDocument::default()
    }
}

/// What is said of a fault where the rest of a chapter should stand.
pub(crate) fn error_placeholder(fault: MemberError) -> Notice {
    match fault {
        MemberError::Damaged => Notice::new(
            "（这一章在此处损坏，后面的读不出来）",
            "(this chapter is damaged here; the rest cannot be read)",
        ),
        MemberError::TooLarge => Notice::new(
            "（这一章大得不合常理，后面的不再显示）",
            "(this chapter is too large to be true; the rest is not shown)",
        ),
        MemberError::Encrypted => Notice::new("（这一章加了密）", "(this chapter is encrypted)"),
        MemberError::Unsupported => Notice::new(
            "（这一章的压缩方式读不了）",
            "(this chapter is packed in a way that cannot be read)",
        ),
    }
}
