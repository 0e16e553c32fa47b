//! Every text, declared once: its group, its name, its arguments. A language is a [`Catalogue`] with all of them.

/// Declares the groups of texts.
///
/// A text without arguments is a `&'static str`, one with arguments a function pointer, so that word order, plural and
/// particles are the language's own business. A language that lacks a text or takes other arguments does not compile; a
/// crate for translation would find that at run time (`fluent`) or fall back to another language (`rust-i18n`).
macro_rules! messages {
    ($($(#[$doc:meta])* $group:ident: $Texts:ident { $($name:ident $(($($argument:ident: $Type:ty),+))?;)+ })+) => {
        /// Every text of one language.
        #[derive(Debug)]
        pub struct Catalogue {
            $($(#[$doc])* pub $group: $Texts,)+
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $Texts {
                $(
                    #[doc = concat!("The text `", stringify!($name), "`.")]
                    pub $name: messages!(@field $(($($Type),+))?),
                )+
            }

            impl $Texts {
                $(messages!(@method $name $(($($argument: $Type),+))?);)+
            }
        )+

        #[cfg(test)]
        impl Catalogue {
            /// Hands each text with its name (`group.name`) to `visit`; texts with arguments once for each row of samples.
            pub(crate) fn walk(&self, visit: &mut dyn FnMut(&'static str, &str)) {
                $($(
                    let name = concat!(stringify!($group), ".", stringify!($name));
                    messages!(@visit self.$group, $name, name, visit $(, ($($Type),+))?);
                )+)+
            }

            /// Hands each text that has arguments, with its name, to `visit`: once, every argument with a value of its own.
            pub(crate) fn walk_arguments(&self, visit: &mut dyn FnMut(&'static str, &str, &[String])) {
                $($(
                    messages!(@arguments self.$group, $name, concat!(stringify!($group), ".", stringify!($name)), visit $(, ($($argument: $Type),+))?);
                )+)+
            }
        }
    };
    (@field) => { &'static str };
    (@field ($($Type:ty),+)) => { fn($($Type),+) -> String };
    (@method $name:ident) => {};
    (@method $name:ident ($($argument:ident: $Type:ty),+)) => {
        #[doc = concat!("Returns the text `", stringify!($name), "`.")]
        pub fn $name(&self, $($argument: $Type),+) -> String {
            (self.$name)($($argument),+)
        }
    };
    (@arguments $texts:expr, $text:ident, $name:expr, $visit:ident) => {};
    (@arguments $texts:expr, $text:ident, $name:expr, $visit:ident, ($($argument:ident: $Type:ty),+)) => {
        let text = ($texts.$text)($(super::tests::Sample::named(concat!("<", stringify!($argument), ">"))),+);
        let values = [$(<$Type as super::tests::Sample>::named(concat!("<", stringify!($argument), ">")).to_string()),+];
        $visit($name, &text, &values);
    };
    (@visit $texts:expr, $text:ident, $name:ident, $visit:ident) => {
        $visit($name, $texts.$text);
    };
    (@visit $texts:expr, $text:ident, $name:ident, $visit:ident, ($($Type:ty),+)) => {
        for row in 0..super::tests::SAMPLE_ROWS {
            $visit($name, &($texts.$text)($(<$Type as super::tests::Sample>::sample(row)),+));
        }
    };
}

/// A text without arguments, for tables whose rows have one.
pub type FixedText = fn(&Catalogue) -> &'static str;

messages! {
    /// Descriptions of the actions.
    actions: ActionTexts {
        line_down; line_up; page_down; page_up; half_page_down; half_page_up; next_paragraph; previous_paragraph;
        next_sentence; previous_sentence; next_section; previous_section; next_top_section; previous_top_section;
        top; bottom; percent; follow; jump_back; jump_forward; jump_swap; jumps; search; next_hit; previous_hit; search_word; search_word_back; search_all; mark_word; unmark_words; hits; look; section_only; cancel;
        outline_focus; outline_toggle; outline_full; row_down; row_up; rows_down; rows_up; first_row; last_row;
        row_open; fold; unfold; fold_toggle; fold_all; unfold_all; articles; filter; outline_wider;
        outline_narrower; outline_default_width; promote; demote; remove_heading; undo_correction; make_heading;
        save_outline; why; outline_leave; wider; narrower; default_width; justify; ruby; punct; theme; original;
        article; text_only; info; reload; command; redraw; suspend; help; quit; mouse; position;
        goto_line;
        follow_end;
        two_pages;
        code_right;
        code_left;
        editor;
        open_outside;
        doubtful;
        search_back;
        save_input;
        place_top;
        place_middle;
        place_bottom;
    }

    /// Groups of actions.
    action_groups: ActionGroupTexts {
        motion; jump; search; outline; lists; appearance; program;
    }

    /// Help, key table and default configuration.
    help: HelpTexts {
        title; in_outline(action: &str); in_rows(action: &str); in_lists(action: &str); keys_column; action_column; no_key; rule_examples;
        all_title; more(help: &str, command: &str); title_of(place: &str); no_match; in_text;
        mouse;
        only_outline; only_lists; only_selecting; only_looking_up;
    }

    /// Settings of the configuration file.
    settings: SettingTexts {
        lang; theme; background; measure; outline; ambiguous; kinsoku; hanging; autospace; justify; paragraphs;
        indent; ruby; punct; speed; search_fold; hide_ads; remember; toc_rules; copy; cite; copy_on_release; mouse;
        scroll_bar; cursor; hints;
        reread;
        pages;
        code;
        editor;
        open;
        window_title;
        ruby_leading;
        chapters;
        signs;
        screen;
        hyperlinks;
        dictionary;
        notes;
        keymap;
    }

    /// Help of the command line.
    usage: UsageTexts {
        headline; read; toc; cat; check; keys; config; ambiguous_option; width_option; theme_option;
        plain_screen_option; lang_option;
        encoding_option; json_option; article_option; save_option; confidence_option; original_option; help_option; version_option;
        notes;
        find;
        fold_option;
        regex_option;
        pinyin_option;
        case_option;
        list_option;
        max_option;
        context_option;
        color_option;
        forms;
        place_option;
        continue_option;
        at_option;
        from_option;
        lines_option;
        print_notes;
        notes_formats;
        since_option;
        import_option;
        orphans_option;
        stats;
    completions; man; help; only_for(commands: &str);
        name_head; synopsis_head; commands_head; options_head; notes_head;
    }

    /// Failures of the system.
    io: IoTexts {
        not_found; permission_denied; is_folder; not_folder; invalid_name; link_loop; not_file; not_utf8;
        too_large; disk_full; read_only;
    }

    /// Problems of the configuration.
    config: ConfigTexts {
        located(location: &str, fault: &str); unreadable(path: &str, cause: &str); invalid_toml(parser: &str);
        wrong_value(name: &str, meaning: &str); unknown_setting(name: &str, nearest: &str); keys_not_table;
        keys_not_strings; invalid_keys(notation: &str, action: &str); unknown_action(name: &str);
        key_conflict(keys: &str, first: &str, second: &str); not_rule_tables(kind: &str, max: u64);
        missing_pattern; invalid_pattern(kind: &str, engine: &str); missing_group(groups: u64);
        unknown_rule_field(kind: &str, name: &str); wrong_rule_value(name: &str, max_level: u64);
        rule_file_unreadable(path: &str, cause: &str); larger_than(mib: u64); not_rule_array; not_json(line: u64);
        invalid_file_pattern(number: u64, name: &str, engine: &str);
        rules_too_large;
        file_rules_too_large(number: u64);
    }

    /// Signs between the items of a list.
    punctuation: PunctuationTexts {
        list; clause;
    }

    /// Errors and their remedies.
    errors: ErrorTexts {
        located(place: &str, what: &str); cannot_write(cause: &str); device; no_texts; many_files;
        terminal(cause: &str); output(cause: &str); check_path; address; check_permission; texts_are; see_help;
        nothing_read;
        nothing_read_so(words: &str);
    }

    /// Mistakes on the command line.
    usage_errors: UsageErrorTexts {
        missing_value(option: &str); unknown_option(option: &str); unexpected_argument(word: &str);
        unexpected_value(option: &str, value: &str); not_a_number(value: &str); not_utf8(value: &str);
        not_one_of(value: &str, allowed: &str); one_file; check_without_files; save_without_file;
        unknown_encoding(name: &str, remedy: &str); one_of(names: &str);
        find_without_query;
        not_for_command(option: &str, command: &str);
        forms_without_text;
    }

    /// Mistakes in files of our own format.
    reasons: ReasonTexts {
        no_front_matter; unclosed_front_matter; no_text; unknown_language(tag: &str); invalid_toml(parser: &str);
        unknown_key(key: &str); missing_key(key: &str); empty_key(key: &str); wrong_type(parser: &str);
        unknown_file(name: &str); listed_twice(name: &str);
    }

    /// Remedies of these mistakes.
    remedies: RemedyTexts {
        close_front_matter; begin_with_front_matter; write_text; straight_quotes; key_value_lines; value_forms;
        did_you_mean(name: &str); known_keys(names: &str); known_languages(names: &str); add_line(key: &str);
        name_file; name_once;
    }

    /// Problems of a text that can be opened nevertheless.
    problems: ProblemTexts {
        too_long(mib: u64); read_failed(cause: &str); incomplete_compression; nested_compression; tar_archive;
        not_text; other_encoding(lines: u64, encoding: &str); late_encoding(lines: u64); undecodable(places: u64);
        undecodable_in_head(places: u64); truncated_start(bytes: u64); truncated_end; unclosed_front_matter;
        unknown_front_matter_key(key: &str, nearest: &str); damaged_front_matter(line: u64, column: u64);
        incomplete_book; encrypted_chapters(chapters: u64); document_damaged; document_too_large;
        document_encrypted; incomplete_archive; encrypted_members(files: u64); unsupported_members(files: u64);
        damaged_files(files: u64, first: &str);
        member_damaged; member_too_large; member_encrypted; member_unsupported; nested_archives(archives: u64);
        too_many_files(shown: u64); too_many_files_at_most(shown: u64); skipped(list: &str);
        skipped_devices(count: u64); skipped_outside_links(count: u64); skipped_broken_links(count: u64);
        skipped_closed_folders(count: u64); not_a_page; no_article;
        markdown_too_large;
        slow_rule(rule: &str);
        unread_documents(files: u64, kinds: &str);
    }

    /// Files that are not text, and programs that convert them.
    unsupported: UnsupportedTexts {
        pdf(file: &str); old_office(file: &str); open_document(file: &str); spreadsheet(file: &str);
        presentation(file: &str); rtf(file: &str); mobi(file: &str); djvu(file: &str); picture(file: &str);
        program(file: &str); database(file: &str); data(file: &str); encrypted_office; ofd; caj; archive; empty_archive; media; font;
    }

    /// Problems of the outline that lies beside a file.
    sidecar: SidecarTexts {
        invalid(name: &str, line: u64, parser: &str); no_headings(name: &str); stale(name: &str);
        changed(name: &str, changes: &str); found_again(headings: u64); not_found(headings: u64);
        added(headings: u64);
    }

    /// Placeholders for texts that cannot be shown.
    placeholders: PlaceholderTexts {
        empty_file; no_text; misnamed_file; no_chapters; missing_chapter(path: &str); chapter_damaged; chapter_too_large;
        chapter_encrypted; chapter_unsupported;
    }

    /// Information of a document about itself.
    metadata: MetadataTexts {
        author; translator; publisher; date; language; identifier; source; summary; pages; edition; edition_source;
        first_published; typed_by; checked_by; translated_from; made_by; released; revised; right_to_left;
    }

    /// Reasons why a line is a heading or not.
    explanation: ExplanationTexts {
        heading(title: &str, reason: &str); no_heading(title: &str, reason: &str); by_rule(rule: &str);
        rule(location: &str); named_rule(location: &str, name: &str); hidden_line(line: &str);
        visible_line(line: &str); in_sidecar; not_in_sidecar; markup; repeated_title; keyword; title_group;
        front_page; essay_title; about_text;
        supports(list: &str); opposes(list: &str); likelihood(percent: u64);
        wording; length; place; neighbours; company; number; series; recurrence; look; only_number; numbered_lines(count: u64);
        looks_like(count: u64); looks_somewhat(count: u64); looks_unlike(count: u64); in_sequence; too_few;
        like_a_list; isolated; out_of_sequence; odd_line;
        points(clauses: &str, looks: i32, sequence: i32, needed: i32);
    }

    /// The sheet about a document.
    info: InfoTexts {
        title; book_title; file; file_in_folder; part; author; date; keywords; summary; remark; excerpt; length;
        length_of(characters: u64, time: &str); size; outline; headings(count: u64); progress; language;
        simplified_chinese; traditional_chinese; japanese; korean; other_language; encoding;
        guessed(encoding: &str); uncertain(encoding: &str); widths; widths_by(widths: &str, source: &str);
        as_configured; as_answered; unanswered; hidden; hidden_lines(lines: u64); view; article_alone; notice;
        less_options;
        idle_options(options: &str);
    }

    /// Status line, prompts and outline pane.
    status: StatusTexts {
        filter_prompt; matches(count: u64); reading_in; left(part: &str, characters: u64, time: &str); outline;
        no_matching_heading; no_outline; scanning; note(sign: &str); this_essay; this_chapter;
        standard_input; whole_text; heading_of(level: u64, title: &str); title_of(title: &str); quotation; code; table; time_left(time: &str); hours(count: u64); minutes(count: u64); hours_and_minutes(hours: u64, minutes: u64);
    }

    /// Names of the themes.
    theme_names: ThemeNameTexts {
        auto; light; dark; sepia; green; black; ansi; plain;
    }

    /// Notices of the new state after a change of appearance.
    appearance: AppearanceTexts {
        language; measure(cells: u64); measure_beyond(cells: u64, room: u64); justified; ragged; ruby_hidden;
        ruby_inline; ruby_above; theme(name: &str); narrow; wide; full_width_punctuation; source_punctuation;
        original; already_original; reflowed; annotated; whole_page; article_alone; article_offer;
        two_pages;
        one_page;
        no_room_for_two_pages(cells: u64);
        outline_hides;
        one_page_on_plain_screen;
        code_wrapped;
        code_cut;
        code_at_start;
        code_not_cut;
    }

    /// Moving in the text.
    reading: ReadingTexts {
        no_next_section; no_previous_section; outline_unfinished; headings(count: u64); no_earlier_place;
        no_later_place; last_file(count: u64); first_file(count: u64); continued(percent: u64); hidden_ads(lines: u64); hidden_legend(lines: u64); empty_file;
        no_text; no_links; links(count: u64); choose_link(keys: &str);
        missing_note(label: &str); empty_note; missing_target(link: &str); link(address: &str); at_end;
        at_beginning; position(section: &str, percent: &str, left: &str);
        no_such_section(name: &str);
        line_count(count: u64);
        no_lines;
        line_wanted; percent_wanted;
        following;
        source_line(line: u64);
    }

    /// Lists.
    lists: ListTexts {
        no_match(filter: &str);
    }

    /// Dictionaries.
    dictionary: DictionaryTexts {
        look_up;
        looking_up(word: &str);
        longer_word;
        shorter_word;
        in_article(action: &str);
        nothing_found;
        set_up;
        timed_out(name: &str);
        failed(name: &str, cause: &str);
    }

    /// Reading time.
    stats: StatsTexts {
        nothing;
        days;
        texts;
        read_time;
        this_time(time: &str, characters: &str);
        amount(time: &str, characters: &str);
        read_in_all;
        read_today;
    }

    /// The way from one text to the next.
    next_text: NextTextTexts {
        next(key: &str, name: &str);
        previous(key: &str, name: &str);
        way_back(key: &str, name: &str);
    }

    /// The shelf of texts read before.
    shelf: ShelfTexts {
        today(clock: &str); yesterday; sunday; monday; tuesday; wednesday; thursday; friday; saturday;
        title;
        open;
        empty;
        gone;
        gone_path(path: &str);
        essays;
        chars(count: &str);
        ten_thousand_chars(count: u64);
        by_time;
        by_title;
        by_author;
        by_progress;
        folders;
        read_before;
        built_in;
        take_off_again(title: &str);
        taken_off;
        put_back;
        nothing_taken_off;
        folder_added(folder: &str);
        folder_removed(folder: &str);
        no_folder;
        from_beginning;
        put_back_action;
        favourite_folder;
        open_essays;
    }

    /// Searching.
    search: SearchTexts {
        no_word; word_marked(word: &str); word_unmarked(word: &str); marks_full(count: u64); no_marked_words;
        words_unmarked; hits_of(query: &str, count: &str); hit_count(count: &str); searching;
        not_found_query(query: &str); no_search_yet; past_end; past_beginning; exact; forms; variants; regex; pinyin;
        offer(name: &str, count: &str, key: &str); unclosed_group; unopened_group; unclosed_class; invalid_range; invalid_repetition;
        invalid_escape; unknown_property; look_around; back_reference; too_large; too_long; empty;
        syntax;
        query_error(query: &str, place: u64, problem: &str);
        unreadable_files(count: u64, first: &str); only_hit; cleared(keys: &str);
        count_stopped;
        loose; initials;
        folded_case;
        not_found_but(not_found: &str, offers: &str);
    }

    /// Short words of the hints.
    hints: HintTexts {
        page; outline; search; keys; quit; next_hit; previous_hit; clear; read; filter; fold; back;
        go;
        look;
        section;
        order;
        edit;
        take_off;
        favourite;
        essays;
        everywhere;
        this_text;
        close;
        to_list;
        stay;
        copy;
        with_source;
        from_here;
        highlight;
        leave;
        next_value;
        previous_value;
    }

    /// Names of keys, and notices about keys.
    keys: KeyTexts {
        space; unknown(key: &str, help: &str); of_outline(key: &str, focus: &str); of_text(key: &str, leave: &str);
        of_selection(key: &str, select: &str); nothing_open(quit: &str, help: &str); interrupt(quit: &str); stopped;
        input_method;
    }

    /// The mouse.
    mouse: MouseTexts {
        on; off;
    }

    /// Corrections of the outline.
    outline: OutlineTexts {
        articles_shown; articles_folded; no_articles; nothing_to_undo; undone;
        searching_text; empty_line; prose_made_heading; made_headings(lines: u64); marked_heading; no_heading;
        added_by_reader; removed_by_reader; moved_by_reader; saved(file: &str); no_file_for_outline;
        outline_unfinished; outline_partial;
        doubtful_shown;
        doubtful_hidden;
        no_doubtful;
    }

    /// The command line within the program.
    command: CommandTexts {
        unknown(line: &str); missing_word(name: &str, words: &str);
        wrong_word(line: &str, name: &str, words: &str); maybe(line: &str, name: &str); saved_always; no_edit;
        no_shell(suspend: &str); one_file; only_text; no_registers(copy: &str); one_at_a_time;
        keys_in_config(name: &str); theme; measure; ruby; lang; encoding; ambiguous;
        settings_title;
        next_value;
        previous_value;
        unknown_setting(name: &str);
        maybe_setting(name: &str, nearest: &str);
        only_in_config(name: &str);
        takes_no_word(name: &str);
        set;
        edit;
        save;
        code;
        hit;
        hint;
        begin_so(begin: &str, names: &str);
        not_here(name: &str, place: &str);
        which_file;
        no_numbers(where_key: &str);
    }

    /// Files that the reader names.
    files: FileTexts {
        no_previous;
        unsaved_pipe;
        nothing_to_save;
        has_file(path: &str);
        save_usage;
        saved(path: &str, bytes: u64);
        saved_so_far(path: &str, bytes: u64);
        exists(path: &str);
        forbidden;
        saving;
        quits_when_saved;
        still_saving;
    }

    /// Opening and reloading files, and the results.
    opening: OpeningTexts {
        opening(name: &str); opening_unnamed; converting; files(count: u64); empty_input; reopening; file_shorter; file_emptied;
        file_emptied_text_stays; file_refilled; file_changed; file_gone; read_again;
        pipe_open; pipe_ended; encoding(name: &str); encoding_of_file(name: &str, file: &str);
        with_problem(what: &str, problem: &str); several(first: &str, count: u64); place_not_saved(cause: &str);
        record_set_aside(file: &str, cause: &str); job_failed(cause: &str); no_shell;
        file_edited;
    }

    /// The command `check`.
    check: CheckTexts {
        no_errors;
    }

    /// Descriptions of the actions of a selection.
    select_actions: SelectActionTexts {
        group; in_selection(action: &str); select; select_paragraphs; copy; copy_with_source; copy_with_readings;
        right; left; down; up; word; back_word; word_end; row_start; row_end; other_end; from_here; in_word; in_sentence;
        in_paragraph; in_quotes; in_brackets;
    }

    /// Selecting.
    select: SelectTexts {
        selected(characters: u64); selected_more(characters: u64); nothing_to_select; no_such_object;
        section_edge; lost;
    }

    /// Copying.
    copying: CopyTexts {
        copied(characters: u64, way: &str); copied_cited(characters: u64, way: &str); sent(characters: u64);
        sent_cited(characters: u64); beyond_terminal(kib: u64); failed(way: &str, cause: &str); hanging(way: &str);
        unavailable;
    }

    /// Programs outside.
    outside: OutsideTexts {
        forbidden;
        no_file;
        failed(name: &str, cause: &str);
        no_address;
        refused(link: &str);
        ask(address: &str);
        ask_one_of(count: u64, address: &str);
        not_opened;
        opened(name: &str);
        cannot_open(name: &str, cause: &str);
        ask_editor(name: &str, encoding: &str);
        no_program(name: &str);
    }

    /// Descriptions of the actions of marks.
    mark_actions: MarkActionTexts {
        highlight; note; remove; undo; list;
        set;
        bookmark;
        goto_paragraph;
        goto;
        edit_row;
        take_off;
        anchor;
        all_marks;
    }

    /// Highlights and notes of the reader.
    marks: MarkTexts {
        prompt; highlighted(keys: &str); noted; note_count(count: u64); removed(count: u64, keys: &str); undone; nothing_to_undo; nothing_here; no_marks;
        list(count: u64); orphans; damaged(lines: u64); not_saved(cause: &str, note: &str); notes_off; too_long;
        kind_note;
        kind_bookmark;
        kind_highlight;
        kind_lost;
        remove_again;
        near_orphan;
        letter_wanted;
        note_left;
        mark_set(name: &str);
        bookmarked;
        no_such_mark(name: &str);
        imported(count: u64); import_left_out(count: u64); import_damaged(path: &str, line: u64);
        import_foreign(path: &str);
        prompt_keys;
        note_title(date: &str);
        note_file_kept(file: &str);
        no_orphan;
        choose_orphan;
        select_for_orphan;
        exported(count: u64, path: &str);
        export_exists(path: &str);
        awaited(name: &str);
        all_list(count: u64);
        text_unknown;
        held;
        highlighted_before;
        mark_gone;
        hint;
        export;
    }
}
