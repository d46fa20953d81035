"""Eight words at once as one number of numba's: ``Bits`` of 64 bit each, ``Reals`` of a float each.

A row of a C array of eight columns is a cache line of 64 bytes, and LLVM has vectors of that size, which it takes apart
into the registers that the machine has. numba's own tuples come out less than half as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model

LANES = 8

_WORD = ir.IntType(64)
_VECTORS = {"int64": ir.VectorType(_WORD, LANES), "float64": ir.VectorType(ir.DoubleType(), LANES)}


class _Lane(types.Type):  # type: ignore[misc]
    """A line of eight words of one kind."""

    def __init__(self, word: Any) -> None:
        self.word = word
        super().__init__(name=f"Lane({word})")


_BITS, _REALS = _Lane(types.int64), _Lane(types.float64)


@register_model(_Lane)
class _LaneModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, lane: _Lane) -> None:
        super().__init__(manager, lane, _VECTORS[str(lane.word)])


def _line(context: Any, builder: Any, types_: Any, array: Any, row: Any) -> Any:
    """The address of row `row` of an array of lines."""
    data = context.make_array(types_[0])(context, builder, array).data
    place = builder.mul(context.cast(builder, row, types_[1], types.intp), ir.Constant(_WORD, LANES))
    return builder.bitcast(builder.gep(data, [place]), _VECTORS[str(types_[0].dtype)].as_pointer())


def _of_two(make: Callable[[Any, Any, Any], Any]) -> Any:
    """An operation on two lanes of a kind; `make` gives its result with an LLVM builder."""

    def operation(_: Any, x: _Lane, y: _Lane) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            return make(builder, *values)

        return x(x, y), codegen

    return intrinsic(operation)


either = _of_two(lambda builder, x, y: builder.or_(x, y))
both = _of_two(lambda builder, x, y: builder.and_(x, y))
without = _of_two(lambda builder, x, y: builder.and_(x, builder.not_(y)))
plus = _of_two(lambda builder, x, y: builder.fadd(x, y))


def _at_least_one_where_positive(builder: Any, before: Any, after: Any) -> Any:
    one, zero = (ir.Constant(_VECTORS["float64"], [value] * LANES) for value in (1.0, 0.0))
    least = builder.select(builder.fcmp_ordered(">", before, zero), one, zero)
    return builder.select(builder.fcmp_ordered(">", after, least), after, least)


# The second, but 1 at least where the first is positive: a number of paths from which others were taken away.
at_least_one_where_positive = _of_two(_at_least_one_where_positive)


@intrinsic  # type: ignore[untyped-decorator]
def load(_: Any, lines: Any, row: Any) -> Any:
    """The line ``lines[row]`` of a C array of eight columns; `row` is not negative, and there."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = _VECTORS[str(signature.args[0].dtype)]
        return builder.load(_line(context, builder, signature.args, *values), align=8, typ=vector)

    return _Lane(lines.dtype)(lines, row), codegen


@intrinsic  # type: ignore[untyped-decorator]
def store(_: Any, lines: Any, row: Any, lane: Any) -> Any:
    """``lines[row] = lane``."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        builder.store(values[2], _line(context, builder, signature.args, *values[:2]), align=8)
        return context.get_dummy_value()

    return types.void(lines, row, lane), codegen


@intrinsic  # type: ignore[untyped-decorator]
def no_bits(_: Any) -> Any:
    """Eight words without a bit."""
    return _BITS(), lambda *_: ir.Constant(_VECTORS["int64"], [0] * LANES)


@intrinsic  # type: ignore[untyped-decorator]
def nothing(_: Any) -> Any:
    """Eight times 0."""
    return _REALS(), lambda *_: ir.Constant(_VECTORS["float64"], [0.0] * LANES)


@intrinsic  # type: ignore[untyped-decorator]
def less(_: Any, x: _Lane, y: _Lane, times: Any) -> Any:
    """``x - times * y`` with one number `times`."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        factor = ir.Constant(_VECTORS["float64"], ir.Undefined)
        for lane in range(LANES):
            factor = builder.insert_element(factor, values[2], ir.Constant(ir.IntType(32), lane))
        return builder.fsub(values[0], builder.fmul(factor, values[1]))

    return x(x, y, types.float64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def some(_: Any, lane: _Lane) -> Any:
    """Whether a bit is set; of numbers that are not negative: whether one is above 0."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        wide = builder.bitcast(values[0], ir.IntType(64 * LANES))
        return builder.icmp_unsigned("!=", wide, ir.Constant(wide.type, 0))

    return types.boolean(lane), codegen


@intrinsic  # type: ignore[untyped-decorator]
def how_many(_: Any, lane: _Lane) -> Any:
    """How many bits are set."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        counts = [
            builder.ctpop(builder.extract_element(values[0], ir.Constant(ir.IntType(32), lane)))
            for lane in range(LANES)
        ]
        total = counts[0]
        for count in counts[1:]:
            total = builder.add(total, count)
        return total

    return types.int64(lane), codegen


@intrinsic  # type: ignore[untyped-decorator]
def lowest(_: Any, word: Any) -> Any:
    """The place of the lowest bit that is set; of 0 it is not defined."""

    def codegen(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.cttz(values[0], context.get_constant(types.boolean, True))

    return types.int64(types.int64), codegen
