#!/usr/bin/env python3
"""Fuses the operators of a network: the same function in fewer passes over memory.

    fuse_network.py FROM.onnx SHA256 TO.onnx

FROM must have the SHA-256 given. PaddlePaddle's converter spells out what is one operation: scale and shift after
each convolution, four operators for a hard swish. Between them, ONNX Runtime leaves the blocked layout in which
its convolutions are fast, and comes back. Here scale and shift go into the weights of the convolution before or
after them, and the rest becomes operators that the blocked layout knows. Weights are computed in double precision and
rounded once; same input, same output, on every machine. Needs the Debian package python3-onnx.
"""
import hashlib
import math
import sys
from pathlib import Path

try:
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper
except ImportError as missing:
    sys.exit(f'Python has no {missing.name}: install the Debian package python3-onnx, then build again')

NOTICE = 'Changed from what was published: operators fused by models/fuse_network.py of Tidewaiter.'  # Apache-2.0, 4b
HARD_SWISH = 6.0, 3.0  # x * min(max(x + 3, 0), 6) / 6: A. Howard et al., "Searching for MobileNetV3", ICCV 2019


class Network:
    """Nodes in their order, and the constants among their inputs."""

    def __init__(self, model):
        self.graph = model.graph
        self.constants = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.constants |= {n.output[0]: numpy_helper.to_array(n.attribute[0].t)
                           for n in model.graph.node if n.op_type == 'Constant'}
        self.nodes = [n for n in model.graph.node if n.op_type != 'Constant']
        self.results = {o.name for o in model.graph.output}
        self.added = 0

    def add_constant(self, values):
        self.added += 1
        name = f'fused_{self.added}'
        self.constants[name] = np.asarray(values, np.float32)
        return name

    def constant_of(self, node):
        """The one constant input of a node with two inputs, and the other input; nothing otherwise."""
        inputs = list(node.input)
        if len(inputs) != 2 or sum(i in self.constants for i in inputs) != 1:
            return None, None
        inputs.sort(key=lambda i: i in self.constants)
        return self.constants[inputs[1]].astype(np.float64), inputs[0]

    def scalar_of(self, node):
        values, other = self.constant_of(node)
        return (float(values.ravel()[0]), other) if values is not None and values.size == 1 else (None, None)

    def users(self, name):
        return [n for n in self.nodes if name in n.input]

    def only_user(self, node):
        """The node that alone uses what `node` gives; nothing when there are others."""
        users = self.users(node.output[0])
        return users[0] if len(users) == 1 and node.output[0] not in self.results else None

    def weights(self, conv):
        """Weights and biases of a convolution, in double precision."""
        weights = self.constants[conv.input[1]].astype(np.float64)
        bias = self.constants[conv.input[2]].astype(np.float64) if len(conv.input) > 2 else np.zeros(len(weights))
        return weights, bias

    def set_inputs(self, conv, source, weights, bias):
        inputs = [source, self.add_constant(weights), self.add_constant(bias)]
        del conv.input[:]
        conv.input.extend(inputs)

    def is_conv(self, node):
        return node.op_type == 'Conv' and node.input[1] in self.constants

    def replace(self, old, new):
        """Puts the nodes `new` where the first of `old` stood."""
        at = self.nodes.index(old[0])
        self.nodes[at:at] = new
        for node in old:
            self.nodes.remove(node)

    def save(self, model, path):
        used = {i for n in self.nodes for i in n.input}
        del self.graph.node[:], self.graph.initializer[:], self.graph.value_info[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(numpy_helper.from_array(v, k) for k, v in self.constants.items() if k in used)
        model.doc_string = NOTICE
        onnx.checker.check_model(model)
        onnx.save(model, path)


def attribute(node, name, default):
    return next((helper.get_attribute_value(a) for a in node.attribute if a.name == name), default)


def per_channel(values, channels):
    """A constant that is one number, or one for each channel, as the latter; nothing otherwise."""
    if values.size == 1:
        return np.full(channels, values.ravel()[0])
    return values.ravel() if values.shape[-3:] == (channels, 1, 1) and values.size == channels else None


def batch_norm(net, node):
    """Scale and shift of a batch normalization."""
    scale, shift, mean, variance = (net.constants[i].astype(np.float64) for i in node.input[1:])
    scale = scale / np.sqrt(variance + attribute(node, 'epsilon', 1e-5))
    return scale, shift - mean * scale


def scale_and_shift(net, node, channels):
    """What a node does to each channel, if that is all it does."""
    if node.op_type == 'BatchNormalization':
        return batch_norm(net, node)
    values, _ = net.constant_of(node)
    values = None if values is None else per_channel(values, channels)
    if values is None or node.op_type not in ('Mul', 'Add'):
        return None
    return (values, np.zeros(channels)) if node.op_type == 'Mul' else (np.ones(channels), values)


def into_conv_before(net):
    """Scales and shifts after a convolution become part of it."""
    for conv in [n for n in net.nodes if net.is_conv(n)]:
        weights, bias = net.weights(conv)
        while (user := net.only_user(conv)) is not None:
            change = scale_and_shift(net, user, len(bias))
            if change is None:
                break
            weights, bias = weights * change[0][:, None, None, None], bias * change[0] + change[1]
            net.set_inputs(conv, conv.input[0], weights, bias)
            conv.output[0] = user.output[0]
            net.nodes.remove(user)


def clip_limits(net, node):
    limits = [float(net.constants[i]) for i in node.input[1:]]  # inputs since opset 11, attributes before
    return limits or [attribute(node, 'min', None), attribute(node, 'max', None)]


def hard_swish_from(net, add):
    """The four nodes of a hard swish that begins with `add`, and its input; nothing when it is none."""
    six, three = HARD_SWISH
    shift, source = net.scalar_of(add)
    clip = net.only_user(add) if add.op_type == 'Add' and shift == three else None
    if clip is None or clip.op_type != 'Clip' or clip_limits(net, clip) != [0, six]:
        return None
    mul = net.only_user(clip)
    if mul is None or mul.op_type != 'Mul' or set(mul.input) != {source, clip.output[0]}:
        return None
    div = net.only_user(mul)
    if div is None or div.op_type != 'Div' or net.scalar_of(div)[0] != six or div.input[0] != mul.output[0]:
        return None
    return [add, clip, mul, div], source


def hard_swishes(net):
    for add in list(net.nodes):
        found = hard_swish_from(net, add)
        if found is None:
            continue
        nodes, source = found
        gate, result = add.output[0], nodes[-1].output[0]
        net.replace(nodes, [helper.make_node('HardSigmoid', [source], [gate], alpha=1 / 6, beta=0.5),
                            helper.make_node('Mul', [source, gate], [result])])


def without_border(net, node):
    """Whether a node is a convolution that sees nothing but its input: padding would be scaled and shifted too."""
    return net.is_conv(node) and not any(attribute(node, 'pads', [0]))


def channels_of(net, name):
    """Channels of what activations make of a convolution's result."""
    node = next(n for n in net.nodes if name in n.output)
    return len(net.weights(node)[1]) if net.is_conv(node) else channels_of(net, node.input[0])


def into_conv_after(net):
    """Scale and shift after an activation become part of the convolutions after it, or one operator."""
    for mul in [n for n in net.nodes if n.op_type == 'Mul']:
        scale, source = net.scalar_of(mul)
        add = net.only_user(mul) if scale is not None else None
        shift = net.scalar_of(add)[0] if add is not None and add.op_type == 'Add' else None
        if shift is None:
            continue
        users = net.users(add.output[0])
        if all(without_border(net, user) for user in users) and add.output[0] not in net.results:
            for user in users:
                weights, bias = net.weights(user)
                sums = [math.fsum(of_one.ravel()) for of_one in weights]
                net.set_inputs(user, source, weights * scale, bias + shift * np.array(sums))
            net.replace([mul, add], [])
        else:
            parts = [net.add_constant(np.full(channels_of(net, source), v)) for v in (scale, shift, 0, 1)]
            net.replace([mul, add], [helper.make_node('BatchNormalization', [source, *parts], [add.output[0]],
                                                      epsilon=0.0)])


def gated_residuals(net):
    """y + y * gate, with a gate for each channel, is y * (gate + 1), and the sum is of a few numbers only."""
    for add in [n for n in net.nodes if n.op_type == 'Add']:
        for mul in [n for n in net.nodes if n.op_type == 'Mul' and n.output[0] in add.input]:
            kept = next(i for i in add.input if i != mul.output[0])
            gate = next((n for n in net.nodes if n.op_type == 'HardSigmoid' and n.output[0] in mul.input), None)
            if net.only_user(mul) is not add or kept not in mul.input or gate is None or net.only_user(gate) is not mul:
                continue
            more = gate.output[0] + '_plus_one'
            net.replace([mul], [helper.make_node('Add', [gate.output[0], net.add_constant([1])], [more])])
            net.replace([add], [helper.make_node('Mul', [kept, more], [add.output[0]])])


def doubling(net, node):
    """Weights of a transposed convolution that makes two by two pixels of each one; nothing for others."""
    if node is None or node.op_type != 'ConvTranspose' or node.input[1] not in net.constants or len(node.input) > 2:
        return None
    weights = net.constants[node.input[1]].astype(np.float64)
    plain = attribute(node, 'strides', [1, 1]) == [2, 2] and not any(attribute(node, 'pads', [0]))
    return weights if plain and weights.shape[2:] == (2, 2) and attribute(node, 'group', 1) == 1 else None


def chain(net, node, kinds):
    """`node` and those after it, each the only user of the one before, if they are of these kinds."""
    nodes = [node]
    for kind in kinds:
        node = net.only_user(node)
        if node is None or node.op_type != kind:
            return None
        nodes.append(node)
    return nodes


def enlarging_head(net):
    """Two doublings at the end, to one channel: computed before pixels are put in their places, not after."""
    for first in [n for n in net.nodes if doubling(net, n) is not None]:
        nodes = chain(net, first, ['Add', 'BatchNormalization', 'Relu', 'ConvTranspose', 'Add', 'Sigmoid'])
        outer = doubling(net, nodes[4]) if nodes else None
        if outer is None or outer.shape[1] != 1:
            continue
        inner = doubling(net, first)
        channels = inner.shape[1]
        scale, shift = batch_norm(net, nodes[2])
        bias = per_channel(net.constant_of(nodes[1])[0], channels) * scale + shift
        spread = np.zeros((4 * channels, inner.shape[0], 1, 1))
        gather = np.zeros((16, 4 * channels, 1, 1))
        for i in range(4):  # places of the first doubling, row by row, then those of the second
            own = slice(i * channels, (i + 1) * channels)
            spread[own, :, 0, 0] = (inner[:, :, i // 2, i % 2] * scale).T
            for j in range(4):
                gather[4 * (2 * (i // 2) + j // 2) + 2 * (i % 2) + j % 2, own, 0, 0] = outer[:, 0, j // 2, j % 2]
        names = [f'{first.output[0]}_{step}' for step in ('spread', 'active', 'gathered', 'sure')]
        last = per_channel(net.constant_of(nodes[5])[0], 16)
        net.replace(nodes, [
            helper.make_node('Conv', [first.input[0], net.add_constant(spread), net.add_constant(np.tile(bias, 4))],
                             [names[0]], kernel_shape=[1, 1]),
            helper.make_node('Relu', [names[0]], [names[1]]),
            helper.make_node('Conv', [names[1], net.add_constant(gather), net.add_constant(last)], [names[2]],
                             kernel_shape=[1, 1]),
            helper.make_node('Sigmoid', [names[2]], [names[3]]),
            helper.make_node('DepthToSpace', [names[3]], [nodes[-1].output[0]], blocksize=4)])


def main():
    source, pinned, target = sys.argv[1:]
    content = Path(source).read_bytes()
    if hashlib.sha256(content).hexdigest() != pinned:
        sys.exit(f'{source} is not the network that models/downloads.json names; run firmware/setup/install again')
    model = onnx.load_from_string(content)
    net = Network(model)
    for fuse in (into_conv_before, hard_swishes, into_conv_after, gated_residuals, enlarging_head):
        fuse(net)
    net.save(model, target)


if __name__ == '__main__':
    main()
