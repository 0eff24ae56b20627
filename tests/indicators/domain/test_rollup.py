from indicators.domain.rollup import roll_up
from indicators.domain.vocabulary import Level


def test_words_state_the_denominator_and_leave_out_zeros():
    counts = roll_up([(Level.ON_TRACK, False)] * 2 + [(Level.UNJUDGED, True)] * 10)

    assert counts.words == "12指標中 順調2・評価なし10"
    assert (counts.denominator, counts.judged) == (12, 2)


def test_counts_tell_surveys_apart():
    counts = roll_up([(Level.BEHIND, True), (Level.BEHIND, False), (Level.WORSE, True)])

    behind = next(count for count in counts.counts if count.level is Level.BEHIND)
    assert (behind.total, behind.surveys) == (2, 1)
    assert counts.total(Level.ACHIEVED) == 0


def test_no_indicators_is_said_plainly():
    assert roll_up([]).words == "指標なし"
