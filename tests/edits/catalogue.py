"""The kinds of edit that happen to a newsroom between two builds, by number, and the edits that do them.

The numbers and names are those of a list of what makes incremental builds of
site generators go wrong. E00 is our own: a story written with keys drawn at random.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.edits import building, clock, configuration, content, files, theme
from tests.edits.newsroom import Newsroom

Edit = Callable[[Newsroom], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit. Without edits it says `why_not`.

    After an `is_idle` one no output may be written; after one that
    `loses_track`, the build may write outputs with the bytes that they had.
    """

    number: str
    name: str
    edits: tuple[Edit, ...] = ()
    is_idle: bool = False
    loses_track: bool = False
    why_not: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


KINDS = (
    Kind("E00", "a story is written, new or over another", (content.write_a_story,)),
    Kind("E01", "a story is deleted", (content.delete_a_story,)),
    Kind(
        "E02",
        "a story's file, slug or aliases are others",
        (content.rename_a_story, content.change_a_slug, content.change_aliases),
    ),
    Kind("E03", "a section's folder is renamed", (content.rename_a_section, content.rename_a_folder)),
    Kind(
        "E04",
        "a story moves to another section",
        (content.move_a_story_to_another_section, content.name_another_section),
    ),
    Kind("E05", "a headline, which other pages show", (content.change_a_headline, content.change_a_kicker_or_label)),
    Kind("E06", "a body or deck, of which lists show a part", (content.change_a_body, content.change_a_deck)),
    Kind(
        "E07",
        "a date that crosses a page of a list or a month",
        (content.change_a_date, content.fill_a_page_of_a_list),
    ),
    Kind("E08", "a topic that is new", (content.add_a_topic,)),
    Kind("E09", "the last use of a topic goes", (content.drop_a_topic,)),
    Kind("E10", "a topic in two spellings", (content.spell_a_topic_otherwise,)),
    Kind("E11", "a draft is published or withdrawn", (content.draft_or_not,)),
    Kind("E12", "a time of publication passes", (clock.let_a_story_appear, clock.let_the_next_instant_come)),
    Kind("E13", "an expiry passes", (clock.let_a_story_expire,)),
    Kind(
        "E14",
        "the clock or the zone is set",
        (
            clock.set_the_clock,
            clock.set_the_clock_back,
            clock.change_the_zone,
            clock.build_in_the_night_of_the_change,
        ),
    ),
    Kind("E15", "a picture's bytes are others", (content.replace_a_picture,)),
    Kind("E16", "a picture is moved or deleted", (content.move_a_picture, content.delete_a_picture)),
    Kind(
        "E17",
        "the size of pictures",
        (
            content.resize_a_picture,
            content.change_what_a_picture_is_cut_around,
            configuration.change_how_pictures_are_published,
            theme.change_the_size_pictures_stand_in,
        ),
    ),
    Kind("E18", "a file of data", (content.change_the_weather, content.break_news, content.change_an_attachment)),
    Kind("E19", "a topic in another script", (content.name_a_topic_in_another_script,)),
    Kind("E20", "a folder of several files at once", (content.add_a_folder_of_stories,)),
    Kind("E21", "a folder with a blank in its name", (content.put_a_blank_into_a_folder,)),
    Kind("E22", "all stories of a section go, its front stays", (content.empty_a_section,)),
    Kind("E23", "a section's own keys", (configuration.change_a_section,)),
    Kind("E24", "an author's profile", (content.change_a_profile, content.delete_a_profile)),
    Kind(
        "E25",
        "pins, related links, links to a renamed story",
        (
            content.pin_a_story,
            content.relate_a_story,
            content.rename_a_story_and_what_leads_to_it,
            content.change_a_standing_page,
        ),
    ),
    Kind("E26", "the base template", (theme.change_the_base,)),
    Kind("E27", "a partial or an imported macro", (theme.change_a_partial, theme.change_a_macro)),
    Kind(
        "E28",
        "a new template takes the place of another",
        (
            theme.put_a_template_over_the_packaged_one,
            theme.put_a_shortcode_over_the_packaged_one,
            theme.change_a_feed_template,
            theme.include_a_new_template,
        ),
    ),
    Kind(
        "E29",
        "a template is deleted, another takes over",
        (theme.delete_a_template, theme.delete_all_templates),
    ),
    Kind("E30", "a template's name in other letter case", (theme.write_a_template_in_other_letter_case,)),
    Kind("E31", "a template that shows other stories", (theme.show_other_stories_in_a_page,)),
    Kind("E32", "style sheet or script", (theme.change_the_style, theme.change_the_script)),
    Kind(
        "E33",
        "the words of the interface",
        (theme.change_words, theme.change_words_of_another_language, theme.lose_a_word),
    ),
    Kind("E34", "a setting", (configuration.change_a_setting,)),
    Kind("E35", "a folder of files is no longer published", (theme.publish_further_files,)),
    Kind("E36", "Broadsheet is another version", (building.let_another_version_have_built,)),
    Kind(
        "E37",
        "the newsroom's own plug-in changes",
        why_not="there are no plug-ins; a change of Broadsheet's own code is E36",
    ),
    Kind(
        "E38",
        "a file's time goes backwards",
        (files.set_the_time_of_a_file_back, files.restore_an_older_version),
    ),
    Kind("E39", "same size, same second, same time", (files.edit_a_letter_unseen,)),
    Kind("E40", "files are only touched", (files.touch_files, files.touch_outputs), is_idle=True),
    Kind("E41", "a name in other letter case", (files.change_the_letter_case_of_a_name,)),
    Kind(
        "E42",
        "a file becomes a folder, or a folder a file",
        (
            files.turn_a_file_into_a_folder,
            files.turn_a_page_into_a_folder,
            files.put_a_folder_in_the_place_of_a_page,
        ),
    ),
    Kind("E43", "symlinks come, go and lead astray", (files.link_a_story, files.link_a_folder, files.delete_links)),
    Kind("E44", "composed and decomposed names", (content.compose_a_name_otherwise,)),
    Kind(
        "E45",
        "outputs are deleted or edited by hand",
        (building.delete_outputs, building.delete_the_site, building.edit_an_output, building.mix_up_outputs),
    ),
    Kind(
        "E46",
        "files of others in the site",
        (
            building.put_a_foreign_file_into_the_site,
            building.put_a_foreign_file_in_the_way,
            building.take_foreign_files_away,
        ),
    ),
    Kind(
        "E47",
        "the build log is lost, damaged or another",
        (
            building.lose_the_log,
            building.cut_the_log,
            building.flip_a_byte_of_the_log,
            building.make_the_log_read_only,
            building.restore_an_older_log,
            building.copy_the_newsroom,
            building.spoil_the_kept_pictures,
        ),
        loses_track=True,
    ),
    Kind(
        "E48",
        "an error is made, and mended",
        (
            building.break_a_story,
            building.break_a_template,
            building.break_a_desk_file,
            building.break_the_settings,
            building.mend_what_is_broken,
        ),
    ),
    Kind(
        "E49",
        "a build is edited under, doubled or killed",
        (building.edit_under_a_build, building.build_twice_at_once, building.kill_a_build),
    ),
    Kind("E50", "more than a hundred files at once", (files.switch_the_branch,)),
)

DRAWN = tuple(kind for kind in KINDS if kind.edits)


def table(drawn: dict[str, int]) -> str:
    """Give the kinds with how often each was drawn, a line for each."""
    return "\n".join(
        f"{drawn.get(kind.number, 0):>6}  {kind}{f': {kind.why_not}' * (not kind.edits)}" for kind in KINDS
    )
