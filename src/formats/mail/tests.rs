use super::*;
use crate::formats::blocks::document::BlockDocument;
use proptest::prelude::*;

const LETTER: &str = "Received: from a\nMessage-ID: <1@x>\nFrom: =?utf-8?b?5byg5LiJ?= <z@x>\nTo: l@x\nSubject: =?GB2312?B?udjT2rvh0uk=?=\n\
    Date: Mon, 3 Mar 2025 10:00:00 +0800\nContent-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64\n\n5L2g5aW944CC\n";

fn opened(bytes: &[u8]) -> BlockDocument {
    open("list", bytes, &OpenOptions::default())
}

fn outline(document: &BlockDocument) -> String {
    let headings = document.headings.iter();
    let rows = headings.map(|heading| format!("{} {}", heading.level, heading.title));
    rows.collect::<Vec<_>>().join("|")
}

fn text(document: &BlockDocument) -> String {
    let texts = document.blocks.iter().map(|block| block.text.as_ref());
    texts.collect::<Vec<_>>().join("|")
}

#[test]
fn a_mail_has_its_subject_and_its_words() {
    assert!(is_mail(LETTER.as_bytes(), "txt"));
    let mail = opened(LETTER.as_bytes());
    assert_eq!(mail.title, "关于会议");
    assert_eq!(
        text(&mail),
        "关于会议|From: 张三 <z@x>\nTo: l@x\nDate: Mon, 3 Mar 2025 10:00:00 +0800|你好。"
    );
    assert_eq!(outline(&mail), "1 关于会议");
}

#[test]
fn answers_are_below_what_they_answer() {
    let answer = LETTER
        .replace("<1@x>", "<2@x>\nIn-Reply-To: <1@x>")
        .replace("Subject: ", "Subject: Re: ");
    let other = LETTER.replace("<1@x>", "<3@x>");
    let list = format!(
        "From a@x Mon Mar  3 10:00:00 2025\n{LETTER}\nFrom b@x Mon Mar  3\n{answer}\nFrom c\n{other}"
    );
    assert!(is_mail(list.as_bytes(), ""));
    let list = opened(list.as_bytes());
    assert_eq!(list.title, "list");
    assert_eq!(outline(&list), "1 关于会议|2 Re: 关于会议|1 关于会议");
}

#[test]
fn of_several_forms_the_plain_one_is_shown_and_files_are_named() {
    let mail = "From: a@x\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"m\"\n\n--m\n\
        Content-Type: multipart/alternative; boundary=\"n\"\n\n--n\nContent-Type: text/plain; charset=utf-8\n\n你好\n--n\n\
        Content-Type: text/html\n\n<p>no</p>\n--n--\n--m\nContent-Type: application/pdf; name=\"a.pdf\"\n\
        Content-Disposition: attachment; filename*=utf-8''%E6%8A%A5.pdf\n\nxxxx\n--m\nContent-Type: message/rfc822\n\n\
        From: c@x\nSubject: inner\n\nwords\n--m--\n";
    let mail = opened(mail.as_bytes());
    assert_eq!(
        text(&mail),
        "b|From: a@x\nAttachment: 报.pdf|你好|inner|From: c@x|words"
    );
    assert_eq!(outline(&mail), "1 b|2 inner");
}

#[test]
fn other_texts_are_no_mails() {
    for (text, extension) in [
        ("From: a\n你好\n", "txt"),
        ("From now on, we go.\nSubject: x\n", "txt"),
        (
            "From fade72 Mon Sep 17 00:00:00 2001\nFrom: a\nSubject: [PATCH]\nMIME-Version: 1.0\n\ndiff --git a/x b/x\n",
            "patch",
        ),
        ("第一章\n", "eml"),
        ("", "eml"),
    ] {
        assert!(!is_mail(text.as_bytes(), extension), "{text}");
    }
    assert!(is_mail(b"From: a@x\nSubject: b\n\nwords\n", "eml"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_file_is_opened(
        file in "(From |From: a\n|Subject: |=\\?utf-8\\?[bq]\\?|\\?=|Content-Type: multipart/mixed; boundary=b\n|\n--b|--|\n|> |\\PC){0,60}",
    ) {
        is_mail(file.as_bytes(), "eml");
        opened(file.as_bytes());
    }
}
