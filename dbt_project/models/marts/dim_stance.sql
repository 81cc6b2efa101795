select stance, meaning, plover_event, plover_mode,
from
    (
        values
            ('asserts', 'Says that it is so.', null, null),
            ('claims', 'Says so of a gain of its own side.', null, null),
            ('reports', 'The newsroom says so without naming a source.', null, null),
            ('announces', 'Makes known what it does or will do itself.', null, null),
            ('confirms', 'Says that what others said is so; also admits.', null, null),
            ('estimates', 'Gives a figure or a judgement as its own estimate.', null, null),
            ('denies', 'Says that it is not so.', null, null),
            ('accuses', 'Says that another did wrong.', 'ACCUSE', 'allege'),
            ('denounces', 'Says that what another did is wrong.', 'ACCUSE', 'disapprove'),
            ('demands', 'Asks others to act.', 'REQUEST', null),
            ('pledges', 'Promises to act.', 'AGREE', null),
            ('warns', 'Says what it fears.', null, null),
            ('questions', 'Doubts or asks whether it is so.', null, null)
    ) as stances(stance, meaning, plover_event, plover_mode)
