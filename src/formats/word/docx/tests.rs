//! Tests of documents: markup in, displayed blocks out.

use super::*;
use crate::doc::{Document, FirstLine, Links as _};
use crate::source::archive::zip_builder::zip;

fn doc(body: &str, others: &[(&str, &str)]) -> BlockDocument {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut members = vec![(BODY_PART, body.as_bytes())];
    members.extend(others.iter().map(|(name, text)| (*name, text.as_bytes())));
    let source = Source::Owned(zip(&members));
    assert!(is_docx(&source));
    open("文", source, &OpenOptions::default())
}

fn texts(doc: &BlockDocument) -> Vec<&str> {
    doc.blocks.iter().map(|block| &*block.text).collect()
}

/// Returns a paragraph of a style.
fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn headings_have_the_numbers_that_are_not_written_in_them() {
    let styles = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr>\
        <w:numId w:val='4'/></w:numPr></w:pPr></w:style><w:style w:styleId='2'>\
        <w:name w:val='heading 2'/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>\
        <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='第%1章'/></w:lvl></w:abstractNum>\
        <w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let body = paragraph("1", "山")
        + &paragraph("", "文。")
        + &paragraph("2", "石")
        + &paragraph("1", "河");
    let doc = doc(
        &body,
        &[
            ("word/styles.xml", styles),
            ("word/numbering.xml", numbering),
        ],
    );
    let outline = (&doc as &dyn Document).whole_outline().headings;
    let outline: Vec<String> = outline
        .iter()
        .map(|h| format!("{} {}", h.level, h.title))
        .collect();
    assert_eq!(outline, ["1 第一章 山", "2 石", "1 第二章 河"]);
    assert_eq!(doc.title(), "文");
}

#[test]
fn headings_are_inferred_where_no_styles_are_used_for_them() {
    let text = "山里的雾到了中午才散，路边的石头还是湿的，有人从桥那头走过来。";
    let body: String = ["一、山", text, "二、河", text, "三、路", text]
        .iter()
        .map(|text| paragraph("", text))
        .collect();
    let doc = doc(&body, &[]);
    let outline = (&doc as &dyn Document).whole_outline().headings;
    let outline: Vec<&str> = outline.iter().map(|h| &*h.title).collect();
    assert_eq!(outline, ["一、山", "二、河", "三、路"]);
}

#[test]
fn what_is_not_part_of_the_text_is_left_out() {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:vanish/><w:del w:id='1'/></w:rPr></w:pPr>{}<w:del><w:r><w:delText>删\
         </w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom><w:ins>{}</w:ins><w:r><w:rPr><w:vanish/>\
         </w:rPr><w:t>藏</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>\
         </w:r>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='桥'/><a:blip/></w:drawing>\
         <w:txbxContent><w:p>{}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>{}</w:p></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>甲&lt;b&gt;</w:t><w:tab/><w:t>乙</w:t><w:br/>\
         <w:br w:type='page'/><w:t>丙</w:t></w:r></w:p>",
        run("有"),
        run("移"),
        run("增"),
        run("7"),
        run("框"),
        run("旧")
    );
    let doc = doc(&body, &[]);
    assert_eq!(texts(&doc).concat(), "有增7[图：桥]甲<b>\u{3000}乙\n丙框");
}

#[test]
fn notes_links_readings_and_tables_are_what_they_are_on_a_page() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let cell = |more: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{more}</w:tcPr><w:p>{}</w:p></w:tc>",
            run(text)
        )
    };
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt>\
         <w:rubyBase>{}</w:rubyBase></w:ruby></w:r><w:hyperlink r:id='r1'>{}</w:hyperlink></w:p>\
         <w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        run("文"),
        run("かわ"),
        run("河"),
        run("网"),
        cell("", "一"),
        cell("", "二"),
        cell("<w:gridSpan w:val='2'/>", "三"),
    );
    let rels = "<Relationships><Relationship Id='r1' Target='https://example.org/a' \
        TargetMode='External'/></Relationships>";
    let notes = format!(
        "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p>{}</w:p></w:footnote>\
         <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote></w:footnotes>",
        run("线"),
        run("注文。")
    );
    let doc = doc(
        &body,
        &[
            ("word/_rels/document.xml.rels", rels),
            ("word/footnotes.xml", &notes),
        ],
    );
    let first = &doc.blocks[0];
    assert_eq!(first.text, "文[1]河（かわ）网");
    let note = first.marks.iter().find_map(|(_, mark)| match mark {
        crate::doc::Mark::NoteRef(label) => doc.note(first.pos, label),
        _ => None,
    });
    assert_eq!(note.unwrap().paragraphs, ["注文。"]);
    let link = first.marks.iter().any(
        |(_, mark)| matches!(mark, crate::doc::Mark::Link(link) if link.contains("example.org")),
    );
    assert!(link);
    let all = texts(&doc).concat();
    assert!(
        all.contains('一') && all.contains('三') && !all.contains('线'),
        "{all}"
    );
}

#[test]
fn damage_is_told_and_the_rest_is_shown() {
    let text = paragraph("", "山里的雾到了中午才散。").repeat(300);
    let whole = zip(&[
        (BODY_PART, format!("<w:document><w:body>{text}").as_bytes()),
        ("a", b""),
    ]);
    let mut torn = whole.clone();
    let middle = torn.len() / 3;
    torn[middle..middle + 40].fill(0xFF);
    let doc = open("文", Source::Owned(torn), &OpenOptions::default());
    assert!(!doc.problems.is_empty());
    for bytes in [
        Vec::new(),
        b"PK\x03\x04".to_vec(),
        whole[..whole.len() / 2].to_vec(),
    ] {
        let doc = open("文", Source::Owned(bytes), &OpenOptions::default());
        assert_eq!(doc.title(), "文");
    }
    let doc = self::doc("<w:p><w:r><w:t>没有关上<w:tbl><w:tc><w:footnote>", &[]);
    assert_eq!(texts(&doc), ["没有关上"]);
}

#[test]
fn alignment_and_indents_of_paragraphs_are_kept() {
    let paragraph = |props: &str, text: &str| {
        format!("<w:p><w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let indent = "<w:ind w:firstLineChars='200' w:firstLine='640'/>";
    let letter = [
        paragraph("<w:jc w:val='center'/>", "青川市教育局文件"),
        paragraph("", "各县（区）教育局："),
        paragraph(indent, "现将有关事项通知如下。"),
        paragraph("", "\u{3000}\u{3000}请遵照执行。"),
        paragraph("<w:jc w:val='right'/>", "青川市教育局"),
    ];
    let leads = |body: &str| -> Vec<(bool, bool, bool)> {
        let doc = doc(body, &[]);
        let leads = doc.blocks.iter().map(|block| &block.lead);
        leads
            .map(|lead| {
                (
                    lead.is_centred,
                    lead.first_line == FirstLine::LeftEdge,
                    lead.flush_right.is_some(),
                )
            })
            .collect()
    };
    let none = (false, false, false);
    assert_eq!(
        leads(&letter.concat()),
        [
            (true, false, false),
            (false, true, false),
            none,
            none,
            (false, false, true)
        ]
    );
    // Without indents of its own a document gets those of the page; cells are no paragraphs.
    let plain = paragraph("", "甲。") + &paragraph("", "乙。");
    assert_eq!(leads(&plain), [none, none]);
    let cell = "<w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>";
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(4));
    let body = table + &letter.concat();
    assert_eq!(leads(&body)[2], (false, true, false));
}
