#!/usr/bin/env python3
"""Small networks through models/fuse_network.py: what becomes of each, and what must stay. That whole networks
still compute the same is tested where they run: tests/ocr/text_fused_network_test.cpp."""
import hashlib
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FUSE = Path(__file__).resolve().parents[2] / 'models/fuse_network.py'


def network(nodes, constants, result='y', channels=2):
    """A network from x, one picture of `channels` channels, to `result`."""
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, None, None])
    tensors = [numpy_helper.from_array(np.asarray(v, np.float32), k) for k, v in constants.items()]
    graph = helper.make_graph(nodes, 'test', [value('x')], [value(result)], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 11)], ir_version=7)


def conv(source, result, pads=0, weights='w'):
    return helper.make_node('Conv', [source, weights], [result], kernel_shape=[1, 1], pads=[pads] * 4)


def hard_swish(source, result):
    return [helper.make_node('Add', [source, 'three'], ['a']), helper.make_node('Clip', ['a', 'zero', 'six'], ['c']),
            helper.make_node('Mul', [source, 'c'], ['m']), helper.make_node('Div', ['m', 'six'], [result])]


WEIGHTS = {'w': [[[[1]], [[2]]], [[[3]], [[4]]]]}
SWISH = {'three': 3, 'zero': 0, 'six': 6}
AFFINE = {'scale': [2], 'shift': [0.5]}


class FuseNetwork(unittest.TestCase):
    def run_script(self, model, pinned=None):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, 'from.onnx'), Path(folder, 'to.onnx')
            content = model if isinstance(model, bytes) else model.SerializeToString()
            source.write_bytes(content)
            done = subprocess.run([sys.executable, FUSE, source, pinned or hashlib.sha256(content).hexdigest(), target],
                                  capture_output=True, text=True)
            return done, target.read_bytes() if target.exists() else None

    def fused(self, model):
        done, content = self.run_script(model)
        self.assertEqual(done.returncode, 0, done.stderr)
        graph = onnx.load_from_string(content).graph
        return [n.op_type for n in graph.node], {i.name: numpy_helper.to_array(i) for i in graph.initializer}, graph

    def test_scale_and_shift_go_into_the_convolution_before(self):
        kinds, constants, graph = self.fused(network(
            [conv('x', 'a'), helper.make_node('Mul', ['scale', 'a'], ['b']), helper.make_node('Add', ['b', 'shift'], ['y'])],
            WEIGHTS | AFFINE))
        self.assertEqual(kinds, ['Conv'])
        weights, bias = (constants[i] for i in graph.node[0].input[1:])
        np.testing.assert_array_equal(weights.ravel(), [2, 4, 6, 8])
        np.testing.assert_array_equal(bias, [0.5, 0.5])

    def test_batch_normalization_goes_into_the_convolution_before(self):
        kinds, constants, graph = self.fused(network(
            [conv('x', 'a'), helper.make_node('BatchNormalization', ['a', 's', 'b', 'm', 'v'], ['y'], epsilon=0.0)],
            WEIGHTS | {'s': [2, 3], 'b': [1, 1], 'm': [1, 2], 'v': [4, 9]}))
        self.assertEqual(kinds, ['Conv'])
        weights, bias = (constants[i] for i in graph.node[0].input[1:])
        np.testing.assert_array_equal(weights.ravel(), [1, 2, 3, 4])
        np.testing.assert_array_equal(bias, [0, -1])

    def test_what_others_use_too_stays(self):
        nodes = [conv('x', 'a'), helper.make_node('Mul', ['scale', 'a'], ['b']), helper.make_node('Add', ['a', 'b'], ['y'])]
        self.assertEqual(self.fused(network(nodes, WEIGHTS | AFFINE))[0], ['Conv', 'Mul', 'Add'])

    def test_what_is_the_result_stays(self):
        nodes = [conv('x', 'y'), helper.make_node('Mul', ['scale', 'y'], ['b'])]
        self.assertEqual(self.fused(network(nodes, WEIGHTS | AFFINE))[0], ['Conv', 'Mul'])

    def test_a_scale_along_another_axis_stays(self):
        nodes = [conv('x', 'a'), helper.make_node('Mul', ['a', 'columns'], ['y'])]
        self.assertEqual(self.fused(network(nodes, WEIGHTS | {'columns': [[[[1, 2]]]]}))[0], ['Conv', 'Mul'])

    def test_hard_swish_becomes_two_operators(self):
        kinds, _, graph = self.fused(network([conv('x', 'k'), *hard_swish('k', 'y')], WEIGHTS | SWISH))
        self.assertEqual(kinds, ['Conv', 'HardSigmoid', 'Mul'])
        self.assertEqual({a.name: round(a.f, 6) for a in graph.node[1].attribute}, {'alpha': 0.166667, 'beta': 0.5})

    def test_what_is_no_hard_swish_stays(self):
        for change in ({'six': 5}, {'three': 2}, {'zero': 1}):
            nodes = [conv('x', 'k', weights='w2'), *hard_swish('k', 'y')]
            kinds = self.fused(network(nodes, {'w2': np.eye(2)[:, :, None, None]} | SWISH | change))[0]
            self.assertNotIn('HardSigmoid', kinds, change)

    def test_scale_and_shift_go_into_a_convolution_after_without_border(self):
        nodes = [conv('x', 'k'), *hard_swish('k', 'h'), helper.make_node('Mul', ['scale', 'h'], ['b']),
                 helper.make_node('Add', ['b', 'shift'], ['d']), conv('d', 'y')]
        kinds, constants, graph = self.fused(network(nodes, WEIGHTS | SWISH | AFFINE))
        self.assertEqual(kinds, ['Conv', 'HardSigmoid', 'Mul', 'Conv'])
        weights, bias = (constants[i] for i in graph.node[3].input[1:])
        np.testing.assert_array_equal(weights.ravel(), [2, 4, 6, 8])
        np.testing.assert_array_equal(bias, [1.5, 3.5])

    def test_a_shift_before_a_border_stays_outside_the_convolution(self):
        nodes = [conv('x', 'k'), *hard_swish('k', 'h'), helper.make_node('Mul', ['scale', 'h'], ['b']),
                 helper.make_node('Add', ['b', 'shift'], ['d']), conv('d', 'y', pads=1)]
        kinds, constants, graph = self.fused(network(nodes, WEIGHTS | SWISH | AFFINE))
        self.assertEqual(kinds, ['Conv', 'HardSigmoid', 'Mul', 'BatchNormalization', 'Conv'])
        np.testing.assert_array_equal([constants[i] for i in graph.node[3].input[1:]], [[2, 2], [.5, .5], [0, 0], [1, 1]])

    def test_the_same_input_gives_the_same_output(self):
        model = network([conv('x', 'k'), *hard_swish('k', 'y')], WEIGHTS | SWISH)
        self.assertEqual(self.run_script(model)[1], self.run_script(model)[1])

    def test_the_network_says_that_it_was_changed(self):
        _, content = self.run_script(network([conv('x', 'y')], WEIGHTS))
        self.assertIn('Changed', onnx.load_from_string(content).doc_string)

    def test_another_network_than_the_pinned_one_is_refused(self):
        done, content = self.run_script(network([conv('x', 'y')], WEIGHTS), pinned='0' * 64)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('is not the network that models/downloads.json names; run firmware/setup/install again', done.stderr)
        self.assertIsNone(content)

    def test_without_its_package_it_says_what_to_install(self):
        done = subprocess.run([sys.executable, '-S', FUSE], capture_output=True, text=True)  # -S: no installed packages
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr, r'^Python has no numpy: install the Debian package python3-onnx, then build again$')

    def test_what_is_no_network_is_refused(self):
        done, content = self.run_script(b'no network')
        self.assertNotEqual(done.returncode, 0)
        self.assertIsNone(content)


if __name__ == '__main__':
    unittest.main()
