//! Word documents, and files without text.

use crate::support::emulator::TerminalKind;
use crate::support::packed::packed_zip;
use crate::support::reading::{TestFolder, open, output_text, press, row, run, sample};

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Builds a document with a note, whose headings are numbered automatically.
fn report() -> Vec<u8> {
    let text = paragraph("", "山里的雾到了中午才散，路边的石头还是湿的。").repeat(12);
    let noted =
        "<w:p><w:r><w:t>见账本</w:t><w:footnoteReference w:id='2'/><w:t>。</w:t></w:r></w:p>";
    let body = paragraph("1", "总体要求") + noted + &text + &paragraph("1", "组织实施") + &text;
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr>\
        <w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>\
        <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/><w:suff w:val='nothing'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>账本在桥头。</w:t></w:r></w:p>\
        </w:footnote></w:footnotes>";
    packed_zip(&[
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ])
}

#[test]
fn a_word_document_opens_with_its_numbers_headings_and_notes() {
    let desk = TestFolder::new();
    let path = desk.put("方案.docx", report());
    let toc = output_text(&run(&["toc", &path]).stdout);
    let titles: Vec<&str> = toc
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(titles, ["一、总体要求", "二、组织实施"]);
    for size in [(80, 24), (20, 8)] {
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        assert!(terminal.state().screen.text().contains("一、总体要求"));
        press(&mut terminal, "j<Enter>");
        let text = terminal.state().screen.text().replace('\n', "");
        assert!(text.contains("账本在桥头"), "{text}");
        press(&mut terminal, "<Esc>]");
        assert!(row(&terminal, 0).contains("二、组织实施"));
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn an_old_word_document_opens_with_its_headings_tables_and_notes() {
    let path = sample("word.doc");
    let toc = output_text(&run(&["toc", &path]).stdout);
    let titles: Vec<&str> = toc
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    assert_eq!(titles, ["山路", "账本"]);
    let text = output_text(&run(&["cat", &path]).stdout);
    assert!(
        text.contains("大路  30") && text.contains("[1] 天气好的时候。"),
        "{text}"
    );
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "<Enter>");
    assert!(terminal.state().screen.text().contains("天气好的时候。"));
}

#[test]
fn of_a_file_without_text_it_is_told_what_it_is() {
    let desk = TestFolder::new();
    let path = desk.put("a.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\n");
    let terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    // The row of messages may be too narrow for the command, which has the path of the file.
    let screen = terminal.state().screen.text();
    assert!(
        screen.contains("PDF") && screen.contains("pdftotext"),
        "{screen}"
    );
    let told = output_text(&run(&["cat", &path]).stderr);
    assert!(told.contains("PDF") && told.contains("pdftotext"), "{told}");
}
