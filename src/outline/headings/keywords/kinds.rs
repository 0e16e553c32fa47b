//! Kinds of lines that are recognised by their words.

/// Subject of a metadata line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MetadataLineKind {
    /// 作者
    Author,
    /// 时间, 发布时间
    Date,
    /// 关键词
    Keywords,
    /// 摘要, 导语
    Summary,
    /// 来源, 字数 and others that an outline does not show.
    Other,
}

/// Place of a keyword in the nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeywordPosition {
    /// A sibling of the outermost headings: 序, 前言, 附录, 参考文献.
    Outermost,
    /// A sibling of the chapters: 楔子, 尾声.
    Chapter,
    /// The same, but outside the volumes at the end of a book: 番外, 完本感言.
    Extra,
}
