"""`clean_frame` as the function that a Dask frame is mapped with, as the README shows it."""

from __future__ import annotations

import pandas as pd

import cleancopy


def test_a_dask_frame_is_cleaned_partition_by_partition() -> None:
    import dask.dataframe as dd

    frame = pd.DataFrame(
        {"id": range(7), "text": [f"Number {number} said yes , then left ." for number in range(7)]}
    )
    whole = cleancopy.clean_frame(frame, "text")
    parts = dd.from_pandas(frame, npartitions=3)
    meta = cleancopy.clean_frame(frame.head(0), "text")
    mapped = parts.map_partitions(cleancopy.clean_frame, "text", meta=meta)
    done = mapped.compute(scheduler="synchronous")
    assert list(done["text"])[:1] == ["Number 0 said yes, then left."]
    pd.testing.assert_frame_equal(done, whole, check_dtype=False)
