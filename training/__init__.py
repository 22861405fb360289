"""How the name model of `pipeline.names` was made: data split, gazetteer, training, evaluation. Not needed
at run time."""
