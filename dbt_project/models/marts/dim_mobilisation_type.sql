select mobilisation_type, meaning, plover_event,
from
    (
        values
            ('mobilisation_wave', 'A state calls many up at once.', 'MOBILIZE'),
            ('conscription_call_up', 'Conscripts are called up.', 'MOBILIZE'),
            ('enlistment', 'Volunteers join.', 'MOBILIZE'),
            ('staffing_level', 'How far units are manned.', null),
            ('contract_recruitment', 'Soldiers sign paid contracts.', 'MOBILIZE'),
            ('prisoner_recruitment', 'Prisoners are taken into the army.', 'MOBILIZE'),
            ('training_equipment', 'Soldiers are trained or units equipped.', 'AID'),
            ('foreign_deployment', 'A state sends soldiers abroad.', 'MOBILIZE'),
            ('redeployment', 'Units are moved.', 'MOBILIZE'),
            ('strength', 'How many soldiers there are.', null),
            ('withdrawal', 'Units are taken back.', 'RETREAT'),
            ('demobilisation', 'Soldiers are sent home.', 'RETREAT')
    ) as types(mobilisation_type, meaning, plover_event)
